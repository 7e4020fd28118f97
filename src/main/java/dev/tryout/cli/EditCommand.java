package dev.tryout.cli;

import dev.tryout.cluster.EditAnswer;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.Edits;
import dev.tryout.study.Phase;
import dev.tryout.study.Refusal;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout edit}. */
@Command(
        name = "edit",
        description = {
            "Changes a study that has begun, running or not, to what a changed study file says:",
            "its budget, and the values that its parameters may have. Trials that have begun go on."
        })
final class EditCommand implements Callable<Integer> {
    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The study file as it shall be, such as a changed copy of study.yaml in the study's folder.")
    private Path file = Path.of("");

    @Mixin
    private AskedStudy study = new AskedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Optional<StudyFolder> folder = study.folder();
        StudyState state = study.find().state();
        if (state.phase() == Phase.FINISHED) {
            throw new UserError(
                    ExitCode.STATE, "study '" + study.name() + "' is finished; " + Edits.anew(study.name()));
        }
        StudyFile wanted = StudyFile.read(file);
        Edits edits = Edits.of(state, wanted.study());
        List<Refusal> refusals = new ArrayList<>(edits.refusals());
        refusals.addAll(ObjectiveEdits.refusals(
                study.name(), ObjectiveJson.read(state.created().objective()), wanted.objective()));
        if (folder.isPresent()
                && !Objects.equals(StudyFile.read(folder.get().resolvedStudy()).workers(), wanted.workers())) {
            refusals.add(new Refusal(
                    List.of("workers"),
                    "'workers' of a study that has begun cannot change",
                    "put it back, and use  ./tryout resume " + study.name() + " --workers N"));
        }
        if (!refusals.isEmpty()) {
            throw wanted.refused(refusals);
        }
        PrintWriter out = command.commandLine().getOut();
        if (edits.changes().isEmpty()) {
            keep(wanted, edits);
            out.println("nothing to change: study '" + study.name() + "' is as " + file + " says");
            return ExitCode.OK;
        }
        List<String> changes = edit(wanted, edits);
        keep(wanted, edits);
        changes.forEach(out::println);
        return ExitCode.OK;
    }

    /** Whoever works on the study decides, as it may have gone on since. */
    private List<String> edit(StudyFile wanted, Edits edits) throws IOException, InterruptedException {
        StudySpec spec = wanted.study();
        EditAnswer answer;
        try {
            answer = study.ask(Requests.edit(spec));
        } catch (UserError silence) {
            if (Edits.between(study.find().state().spec(), spec).changes().isEmpty()) {
                return edits.changes(); // The answer was lost, the edit was not.
            }
            throw silence;
        }
        if (!answer.refusals().isEmpty()) {
            throw wanted.refused(answer.refusals());
        }
        // None where the request had been dealt with before and its answer was lost.
        return answer.changes().isEmpty() ? edits.changes() : answer.changes();
    }

    /** Where somebody works on the study, they do it. */
    private void keep(StudyFile wanted, Edits edits) throws IOException {
        Optional<StudyFolder> folder = study.folder();
        if (folder.isPresent() && !StudyDoor.isHeld(folder.get())) {
            ResolvedStudy.keep(folder.get(), wanted, edits.spec());
        }
    }
}
