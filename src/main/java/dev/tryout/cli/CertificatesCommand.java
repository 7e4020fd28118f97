package dev.tryout.cli;

import dev.tryout.cluster.wire.CertificateAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout certificates}. */
@Command(
        name = "certificates",
        description = {
            "Makes an authority, and a certificate of it for each host of a cluster.",
            "For tests and small clusters: the authority's key stays in the folder. Nothing is overwritten; for a host that",
            "joins later, give the same folder again."
        })
final class CertificatesCommand implements Callable<Integer> {
    private static final int MAX_DAYS = 3_650;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?");
    private static final String RESERVED = "authority";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where they are put.")
    private Path out = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "HOST",
            required = true,
            description = "A name or address by which other nodes reach a host; once for each.")
    private List<String> hosts = List.of();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "For how long they are valid (default: ${DEFAULT-VALUE}).")
    private int days = 365;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        CertificateAuthority authority = new CertificateAuthority(out, days);
        requireSensible(authority);
        PrintWriter print = command.commandLine().getOut();
        try {
            print.println(
                    authority.exists()
                            ? "authority  " + authority.home() + ", which was there"
                            : "authority  " + authority.home() + ": " + authority.create());
            for (String host : hosts) {
                print.println("host       " + authority.host(host) + ": " + authority.issue(host));
            }
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "cannot make certificates in " + out + ": " + e.getMessage());
        }
        print.println("""
                Next, on each host:
                  copy its folder there (scp -pr), for the user who runs tryout alone to read
                  export TRYOUT_TLS=/where/the/folder/is TRYOUT_HOST=its-name
                  end cluster-conf/coordinator.conf and cluster-conf/worker.conf with   include "tls.conf"
                Keep %s where no node runs: whoever has its key can join. More in docs/guides/security.md.""".formatted(authority.home()));
        return ExitCode.OK;
    }

    private void requireSensible(CertificateAuthority authority) {
        if (days < 1 || days > MAX_DAYS) {
            throw new UserError(ExitCode.USAGE, "--days must be from 1 to " + MAX_DAYS + ", got " + days);
        }
        if (new LinkedHashSet<>(hosts).size() < hosts.size()) {
            throw new UserError(ExitCode.USAGE, "--host: a host is named twice");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UserError(ExitCode.USAGE, "--out: " + out + " is there and is no folder");
        }
        for (String host : hosts) {
            if (!HOST.matcher(host).matches() || host.equals(RESERVED)) {
                throw new UserError(
                        ExitCode.USAGE,
                        "--host '" + host + "' must be a name or an address, such as gpu-1.example.org");
            }
            if (Files.exists(authority.host(host))) {
                throw new UserError(
                        ExitCode.STATE,
                        authority.host(host) + " is there already; to replace it, move it away and try again");
            }
        }
    }
}
