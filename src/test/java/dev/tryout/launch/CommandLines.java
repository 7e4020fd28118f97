package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tryout.cli.Main;
import java.util.List;
import picocli.CommandLine;

/** Whether the command line knows what a script gives it. */
final class CommandLines {
    private CommandLines() {}

    static void assertKnown(String arguments) {
        assertKnown(List.of(arguments.trim().split("\\s+")));
    }

    static void assertKnown(List<String> arguments) {
        assertThatCode(() -> new CommandLine(Main.class).parseArgs(arguments.toArray(String[]::new)))
                .as("tryout " + String.join(" ", arguments))
                .doesNotThrowAnyException();
    }
}
