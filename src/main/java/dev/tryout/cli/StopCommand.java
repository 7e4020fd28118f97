package dev.tryout.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tryout stop}. */
@Command(
        name = "stop",
        description = {
            "Ends a study before its budget is spent: no trial begins any more, running ones end with their next epoch,",
            "there are no finals, and the champion is promoted. A stopped study does not go on."
        })
final class StopCommand implements Callable<Integer> {
    @Mixin
    private AskedStudy study = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        String by = AskedStudy.asker();
        return AskedStudy.say(
                study.ask(Requests.stop(by)), command.commandLine().getOut());
    }
}
