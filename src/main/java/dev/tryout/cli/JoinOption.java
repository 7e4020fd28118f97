package dev.tryout.cli;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which cluster a command is for. */
final class JoinOption {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]+:(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "The cluster of this coordinator, or of several with commas between them.")
    private List<String> coordinators = List.of();

    /** The coordinators, at least one. */
    List<String> required() {
        if (coordinators.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "--join is missing: name a coordinator of the cluster, HOST:PORT");
        }
        return optional();
    }

    /** The coordinators; none where the option is not given. */
    List<String> optional() {
        require("--join", coordinators);
        return coordinators;
    }

    /** Nobody answered from there. */
    static UserError silent(List<String> coordinators, Duration limit) {
        return new UserError(
                ExitCode.STATE,
                "no answer from the cluster at " + String.join(", ", coordinators) + " within " + limit.toSeconds()
                        + " s: see that a coordinator runs there, and that this machine may join it");
    }

    /** Refuses what is no address. */
    static void require(String option, List<String> addresses) {
        for (String address : addresses) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) > MAX_PORT) {
                throw new UserError(
                        ExitCode.USAGE,
                        option + " must be HOST:PORT, got '" + address + "': say for example 10.0.0.1:7355");
            }
        }
    }
}
