package dev.tryout.cli;

import dev.tryout.study.Edits;
import dev.tryout.study.Refusal;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/** What trials run is the same for all of a study: finds what an edited study file would change of it. */
final class ObjectiveEdits {
    private final String study;
    private final List<Refusal> refusals = new ArrayList<>();

    private ObjectiveEdits(String study) {
        this.study = study;
    }

    /** Each difference, with the key that it is under; none where the objectives are equal. */
    static List<Refusal> refusals(String study, ObjectiveSpec before, ObjectiveSpec wanted) {
        ObjectiveEdits edits = new ObjectiveEdits(study);
        if (before instanceof CommandSpec old && wanted instanceof CommandSpec now) {
            edits.compare(old, now);
        } else if (before instanceof TaskSpec old && wanted instanceof TaskSpec now) {
            edits.compare(old, now);
        } else {
            edits.require(false, "what trials run", before instanceof TaskSpec ? "command" : "task");
        }
        return edits.refusals;
    }

    private void compare(CommandSpec before, CommandSpec wanted) {
        require(before.command().equals(wanted.command()), "'command'", "command");
        require(
                before.directory().equals(wanted.directory()),
                "the folder that the command runs in, " + before.directory() + ",",
                "directory");
        require(before.graceSeconds() == wanted.graceSeconds(), "'grace_seconds'", "grace_seconds");
        require(before.silenceSeconds() == wanted.silenceSeconds(), "'silence_seconds'", "silence_seconds");
        require(before.shareEpochs() == wanted.shareEpochs(), "'share_epochs'", "share_epochs");
    }

    private void compare(TaskSpec before, TaskSpec wanted) {
        require(before.type().equals(wanted.type()), "the task's type", "task", "type");
        require(before.model().equals(wanted.model()), "the model", "task", "model");
        require(before.pooling() == wanted.pooling(), "'pooling'", "task", "pooling");
        require(before.maxLength() == wanted.maxLength(), "'max_length'", "task", "max_length");
        require(before.data().equals(wanted.data()), "the data", "task", "data");
        require(before.kept().equals(wanted.kept()), "what is cached", "task", "cache");
    }

    private void require(boolean isSame, String what, String... path) {
        if (!isSame) {
            refusals.add(new Refusal(
                    List.of(path),
                    what + " of a study that has begun cannot change",
                    "put it back, or " + Edits.anew(study)));
        }
    }
}
