package dev.tryout.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tryout.cluster.journal.PostgresServer;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server on a loopback port, from binaries that Maven brought: one for all the tests of a JVM. The server
 * refuses to run as root, so where the tests do, it runs as nobody.
 */
final class PostgresFixture {
    static final String USER = "tester";
    static final String PASSWORD = "correct-horse-battery";
    private static final String NOBODY = "65534";
    private static final long LIMIT_SECONDS = 120;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path home;
    private final int port;

    /** Made by the first test that needs it. */
    private static final class Shared {
        private static final PostgresFixture SERVER = create();

        private static PostgresFixture create() {
            try {
                return new PostgresFixture();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static PostgresFixture shared() {
        return Shared.SERVER;
    }

    private PostgresFixture() throws IOException {
        home = Files.createTempDirectory("tryout-postgres");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard));
        unpack();
        Path secret = Files.writeString(home.resolve("secret"), PASSWORD);
        Files.createDirectory(home.resolve("data"));
        if (isRoot()) {
            UserPrincipal nobody =
                    home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
            for (String file : List.of("", "data", "secret")) {
                Files.setOwner(home.resolve(file), nobody);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        run(
                "initdb",
                "--pgdata=" + home.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync");
        start();
    }

    private void unpack() throws IOException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        System.getProperty("os.name"), System.getProperty("os.arch"));
                TarArchiveInputStream entries =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = home.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                    boolean program = file.startsWith(home.resolve("bin"));
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Runs a program of the server and waits for its end. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("tryout-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    /** Starts the server, which {@link #stop} ended. */
    void start() throws IOException {
        run(
                "pg_ctl",
                "--pgdata=" + home.resolve("data"),
                "--log=" + home.resolve("data").resolve("server.log"),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
                "--wait",
                "start");
    }

    /** Ends the server as a crash would: every connection is cut. */
    void stop() throws IOException {
        run("pg_ctl", "--pgdata=" + home.resolve("data"), "--mode=immediate", "--wait", "stop");
    }

    /** Stops the server's processes, which neither answer nor end from then on; those that were stopped, for {@link #wake}. */
    Set<ProcessHandle> silence() throws IOException {
        long server = Long.parseLong(Files.readAllLines(home.resolve("data").resolve("postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle first = ProcessHandle.of(server).orElseThrow();
        Set<ProcessHandle> all = new LinkedHashSet<>(Set.of(first));
        signal("STOP", all);
        all.addAll(first.descendants().toList());
        signal("STOP", all);
        return all;
    }

    /** Lets processes go on. */
    void wake(Set<ProcessHandle> stopped) throws IOException {
        if (!stopped.isEmpty()) {
            signal("CONT", stopped);
        }
    }

    private static void signal(String name, Set<ProcessHandle> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IOException(command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes an empty database and returns its name. */
    String createDatabase() throws SQLException {
        String name = "test" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    /** The journal of a study there, as a coordinator's configuration names it. */
    PostgresServer server(String database) {
        return new PostgresServer(url(database), USER, PASSWORD);
    }

    /**
     * The node configurations as they are shipped, and {@code coordinator.conf} with the journal in a database, included as the first
     * lines of the example say.
     *
     * @param home gets a folder {@code cluster-conf}
     */
    Path coordinator(Path home, String database) throws IOException {
        Path conf = Files.createDirectories(home.resolve("cluster-conf"));
        for (String file : List.of("postgresql.conf", "worker.conf")) {
            Files.copy(Path.of("cluster-conf").resolve(file), conf.resolve(file));
        }
        return Files.writeString(
                conf.resolve("coordinator.conf"),
                Files.readString(Path.of("cluster-conf/coordinator.conf"))
                        + """
                        include "postgresql.conf"
                        tryout.journal { url = "%s", user = %s, password = "%s" }
                        """.formatted(url(database), USER, PASSWORD));
    }

    /** Runs one statement as the server's owner, and returns how many rows it changed. */
    int execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private void discard() {
        try {
            if (Files.exists(home.resolve("data").resolve("postmaster.pid"))) {
                stop();
            }
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("left in " + home + ": " + e);
        }
    }
}
