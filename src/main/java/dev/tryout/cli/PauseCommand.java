package dev.tryout.cli;

import dev.tryout.cluster.CommandAnswer;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tryout pause}. */
@Command(
        name = "pause",
        description = {
            "Halts a study that runs in another process, which then ends.",
            "Running trials go on from their checkpoints once it is resumed."
        })
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private AskedStudy study = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return AskedStudy.say(pause(), command.commandLine().getOut());
    }

    private CommandAnswer pause() throws IOException, InterruptedException {
        String by = AskedStudy.asker();
        Optional<RemoteDoor> remote = study.remote();
        if (remote.isPresent()) {
            return remote.get().ask(Requests.pause(by));
        }
        study.find(); // Of a study that is not there, nobody is asked.
        Optional<CommandAnswer> answer = new StudyDoor(study.folder().orElseThrow(), study.name()).pause(by);
        return answer.isPresent() ? answer.get() : unattended(study.find().state());
    }

    private CommandAnswer unattended(StudyState state) {
        String nobody = "nobody works on study '" + study.name() + "'; ";
        String resume = ", go on with  ./tryout resume " + study.name();
        return switch (state.phase()) {
            case PAUSED -> new CommandAnswer(true, nobody + "it is paused: " + state.phaseReason() + resume);
            case RUNNING -> new CommandAnswer(false, nobody + "its coordinator is gone" + resume);
            case FINISHED -> new CommandAnswer(false, nobody + "it is finished");
        };
    }
}
