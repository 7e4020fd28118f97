package dev.tryout.cli;

import dev.tryout.audit.EpochRule;
import dev.tryout.audit.JournalAudit;
import dev.tryout.audit.JournalSummary;
import dev.tryout.audit.Violation;
import dev.tryout.study.StudyEvent;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout audit}. */
@Command(
        name = "audit",
        description = {
            "Reads a study's journal from its beginning and says which of its rules it breaks, event by event.",
            "The study may be running. Exits with 3 where a rule is broken."
        })
final class AuditCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private NamedStudy named = new NamedStudy();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        List<StudyEvent> events = Home.journal(named.folder()).read();
        JournalSummary summary = JournalSummary.of(events);
        List<Violation> violations = JournalAudit.of(events, epochs(events));
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("holds", summary);
            found.put("violations", violations);
            out.println(ObjectiveJson.JSON.writeValueAsString(found));
        } else {
            out.printf(
                    "%d events, %d sessions, %d trials, %d epochs, %d attempts: %d lost with their worker, %d taken back%n",
                    summary.events(),
                    summary.sessions(),
                    summary.trials(),
                    summary.epochs(),
                    summary.attempts(),
                    summary.lostWithWorker(),
                    summary.takenBack());
            violations.forEach(out::println);
            out.println(violations.isEmpty() ? "the journal keeps its rules" : violations.size() + " violations");
        }
        return violations.isEmpty() ? ExitCode.OK : ExitCode.INPUT;
    }

    /** A program may leave epochs out. */
    private static EpochRule epochs(List<StudyEvent> events) {
        return events.stream()
                        .filter(StudyEvent.StudyCreated.class::isInstance)
                        .map(event -> ((StudyEvent.StudyCreated) event).objective())
                        .anyMatch(objective -> ObjectiveJson.read(objective) instanceof dev.tryout.training.CommandSpec)
                ? EpochRule.ASCENDING
                : EpochRule.EVERY;
    }
}
