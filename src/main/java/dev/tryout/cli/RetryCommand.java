package dev.tryout.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout retry}. */
@Command(
        name = "retry",
        description = {
            "Has trials of a study tried again, running or not, as long as it has no champion.",
            "They go on from their checkpoints; a trial whose metric is no number is left."
        })
final class RetryCommand implements Callable<Integer> {
    @Option(names = "--failed", description = "The trials that failed.")
    private boolean failed;

    @Mixin
    private AskedStudy study = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!failed) {
            throw new UserError(ExitCode.USAGE, "say which trials:  ./tryout retry --failed " + study.name());
        }
        return AskedStudy.say(
                study.ask(Requests.retryFailed()), command.commandLine().getOut());
    }
}
