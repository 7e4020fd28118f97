package dev.tryout.cli;

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
            description = "A coordinator of the cluster, or several with commas between them.")
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

    /** Refuses what is no address. */
    static void require(String option, List<String> addresses) {
        for (String address : addresses) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) > MAX_PORT) {
                throw new UserError(
                        ExitCode.USAGE, option + ": '" + address + "' is no HOST:PORT, such as 10.0.0.1:7355");
            }
        }
    }
}
