package dev.tryout.cluster.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An authority in a folder, and the certificates that it gives to hosts, made by the Java platform's {@code keytool}. Each host
 * has a folder of its own; keys and passwords can be read by their owner alone.
 */
public final class CertificateAuthority {
    private static final String ALIAS = "authority";
    private static final String NODE = "node";
    private static final String ELLIPTIC = "secp256r1";
    private static final int PASSWORD_BYTES = 24;
    /** It begins a day early, so that a node whose clock is behind takes it all the same. */
    private static final int DAYS_BEFORE = 1;

    private static final String BEGIN = "-" + DAYS_BEFORE + "d";

    private final Path folder;
    private final String validity;

    /**
     * An authority that is in the folder, or will be.
     *
     * @param days from now for which what is made is valid
     */
    public CertificateAuthority(Path folder, int days) {
        this.folder = folder;
        this.validity = String.valueOf(days + DAYS_BEFORE);
    }

    /** Whether the folder holds an authority. */
    public boolean exists() {
        return Files.exists(home());
    }

    /** Where the authority's own key is. */
    public Path home() {
        return folder.resolve(ALIAS);
    }

    /** The folder of a host, or what will be. */
    public Path host(String host) {
        return folder.resolve(host);
    }

    /**
     * Makes the authority.
     *
     * @return its certificate, in words
     * @throws IOException where the folder cannot be written, or {@code keytool} fails
     */
    public String create() throws IOException {
        build(home(), work -> {
            Keytool tool = new Keytool(work, password(work));
            tool.run(
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keystore",
                    "ca.p12",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    ELLIPTIC,
                    "-dname",
                    "CN=Tryout authority " + id(),
                    "-startdate",
                    BEGIN,
                    "-validity",
                    validity,
                    "-ext",
                    "bc:critical=ca:true,pathlen:0",
                    "-ext",
                    "ku:critical=keyCertSign,cRLSign");
            tool.run("-exportcert", "-alias", ALIAS, "-keystore", "ca.p12", "-rfc", "-file", "ca.pem");
        });
        return describe(home().resolve("ca.p12"), home());
    }

    /**
     * Makes what one host needs.
     *
     * @param host a name or an address, by which the other nodes reach it
     * @return its certificate, in words
     * @throws IOException where the folder cannot be written, or {@code keytool} fails
     */
    public String issue(String host) throws IOException {
        Path authority = home().toAbsolutePath();
        String names = (Certificates.isAddress(host) ? "ip:" : "dns:") + host;
        build(host(host), work -> {
            Keytool tool = new Keytool(work, password(work));
            tool.run(
                    "-genkeypair",
                    "-alias",
                    NODE,
                    "-keystore",
                    "node.p12",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    ELLIPTIC,
                    "-dname",
                    "CN=" + host);
            tool.run("-certreq", "-alias", NODE, "-keystore", "node.p12", "-file", "node.csr");
            new Keytool(work, Files.readString(authority.resolve("password")).strip())
                    .run(
                            "-gencert",
                            "-alias",
                            ALIAS,
                            "-keystore",
                            authority.resolve("ca.p12").toString(),
                            "-rfc",
                            "-infile",
                            "node.csr",
                            "-outfile",
                            "node.pem",
                            "-startdate",
                            BEGIN,
                            "-validity",
                            validity,
                            "-ext",
                            "san=" + names,
                            "-ext",
                            "ku:critical=digitalSignature",
                            "-ext",
                            "eku=serverAuth,clientAuth");
            String root = authority.resolve("ca.pem").toString();
            tool.run("-importcert", "-alias", ALIAS, "-keystore", "trust.p12", "-file", root);
            tool.run("-importcert", "-alias", ALIAS, "-keystore", "node.p12", "-file", root);
            tool.run("-importcert", "-alias", NODE, "-keystore", "node.p12", "-file", "node.pem");
            tool.run("-delete", "-alias", ALIAS, "-keystore", "node.p12");
            Files.delete(work.resolve("node.csr"));
            Files.delete(work.resolve("node.pem"));
        });
        return describe(host(host).resolve("node.p12"), host(host));
    }

    @FunctionalInterface
    private interface Work {
        void in(Path folder) throws IOException;
    }

    /** All of it or nothing: made beside its place, and moved there. */
    private void build(Path target, Work work) throws IOException {
        Files.createDirectories(folder);
        Path place = Files.createTempDirectory(folder, ".making-");
        try {
            work.in(place);
            ownerOnly(place);
            Files.move(place, target);
        } finally {
            delete(place);
        }
    }

    private static String password(Path folder) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path file = folder.resolve("password");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, (password + "\n").getBytes(UTF_8), StandardOpenOption.WRITE);
        return password;
    }

    private static String id() {
        return Integer.toHexString(new SecureRandom().nextInt());
    }

    private static String describe(Path store, Path folder) throws IOException {
        String password = Files.readString(folder.resolve("password")).strip();
        return NodeCertificate.read(store.toString(), password).describe();
    }

    private static void ownerOnly(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> listed = Files.list(folder)) {
            listed.forEach(files::add);
        }
        for (Path file : files) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
