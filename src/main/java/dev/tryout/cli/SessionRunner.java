package dev.tryout.cli;

import dev.tryout.cli.progress.Progress;
import dev.tryout.cluster.Node;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.report.ReportContext;
import dev.tryout.report.ReportFiles;
import dev.tryout.report.ReportWriter;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.studyfile.SharedEpochs;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.trial.Digits;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code run} and {@code resume} share: a session with a display, then the report and the last words. */
final class SessionRunner {
    private static final int MAX_WORKERS = 256;

    private final Home home;
    private final ProgressOptions options;
    private final PrintWriter out;

    SessionRunner(Home home, ProgressOptions options, PrintWriter out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    /**
     * Runs the study and returns the exit code.
     *
     * @param start begins or resumes the study
     */
    int run(StudyFile study, StudyFolder folder, LocalDevices local, StudyStart.Opening start)
            throws IOException, InterruptedException {
        String name = study.study().name();
        Progress progress = options.open(out);
        try (StudySession session = new StudySession(folder, name, study.objective(), local.devices(), progress)) {
            StudySession.Outcome outcome;
            try (progress) {
                progress.notice(name + ": " + study.study().method().spelling() + " search, " + local.describe()
                        + "; logs in " + shown(folder.logs()));
                outcome = session.run(start);
            }
            if (outcome.study() != null) {
                report(folder, outcome.study());
            }
            return conclude(name, folder, outcome);
        }
    }

    /** What became of the study is said even where its report cannot be written. */
    private void report(StudyFolder folder, StudyView study) throws IOException {
        ReportFiles files;
        try {
            files = write(folder, study);
        } catch (IOException e) {
            say("no report: " + e.getMessage() + "; once there is room:  ./tryout report "
                    + study.spec().name());
            return;
        }
        say("report    " + shown(files.html()));
        sayJson(Map.of("event", "report", "html", files.html().toAbsolutePath().toString()));
    }

    /** Refuses a number of workers that cannot be. */
    static void requireWorkers(@Nullable Integer workers) {
        if (workers != null && (workers < 1 || workers > MAX_WORKERS)) {
            throw new UserError(ExitCode.USAGE, "--workers must be from 1 to " + MAX_WORKERS + ", got " + workers);
        }
    }

    /** Refuses node configurations under which coordinator or workers would not start. */
    static void requireNodes() {
        Node.check(Home.configuration("coordinator"));
        Node.check(Home.configuration("worker"));
    }

    /** Writes the report of a study that is over. */
    int finishReport(StudyFolder folder, StudyView study) throws IOException {
        say("study '" + study.spec().name() + "' is finished");
        say("report    " + shown(write(folder, study).html()));
        champion(study);
        return ExitCode.OK;
    }

    private ReportFiles write(StudyFolder folder, StudyView study) throws IOException {
        return write(Optional.of(folder), study);
    }

    /** @param folder empty where it is on another machine; then the report lacks the study file and what the data was */
    ReportFiles write(Optional<StudyFolder> folder, StudyView study) throws IOException {
        Path file = folder.map(StudyFolder::resolvedStudy).orElse(null);
        String resolved = file != null && Files.exists(file) ? Files.readString(file) : "";
        Optional<DataSummary> data = folder.isPresent() ? DataSummary.read(folder.get()) : Optional.empty();
        Integer validation = data.map(DataSummary::validation).orElse(null);
        Map<String, String> versions = Version.all();
        data.ifPresent(summary -> versions.put("Data", summary.description()));
        return ReportWriter.write(
                study, new ReportContext(resolved, versions, validation, sharing(study)), home.reports());
    }

    private static String sharing(StudyView study) {
        return SharedEpochs.describe(
                        study.spec(), ObjectiveJson.read(study.created().objective()))
                .orElse("");
    }

    private int conclude(String name, StudyFolder folder, StudySession.Outcome outcome) {
        switch (outcome.ending()) {
            case DONE -> {
                if (outcome.study() != null) {
                    champion(outcome.study());
                }
                return ExitCode.OK;
            }
            case INTERRUPTED -> {
                say("interrupted; nothing is lost. Go on with:  ./tryout resume " + name);
                return ExitCode.INTERRUPTED;
            }
            case NO_CHAMPION -> {
                say("no champion: " + outcome.reason() + "; logs in " + shown(folder.logs()));
                return ExitCode.NO_CHAMPION;
            }
            case ASKED_TO_PAUSE -> {
                say("paused: " + outcome.reason() + ". Go on with:  ./tryout resume " + name);
                return ExitCode.PAUSED;
            }
            case PAUSED, FAILED -> {
                sayWhatWasLost(outcome.study());
                say("paused: " + outcome.reason() + "\nlogs in " + shown(folder.logs())
                        + "; once it is mended:  ./tryout resume " + name);
                return ExitCode.PAUSED;
            }
        }
        throw new IllegalStateException("no last word for " + outcome.ending());
    }

    /** Why workers gave trials back is often why there is none left. */
    private void sayWhatWasLost(@Nullable StudyView study) {
        if (study != null) {
            study.trials().stream()
                    .filter(trial -> trial.state() == TrialState.LOST)
                    .forEach(trial -> say("trial " + trial.id() + " waits: " + trial.reason()));
        }
    }

    private void champion(StudyView study) {
        Champion champion = study.champion();
        if (champion == null) {
            return;
        }
        Metric metric = study.spec().metric();
        Trial trial = study.trials().get(champion.trial() - 1);
        say(String.format(
                Locale.ROOT,
                "champion  trial %d%s, validation %s %s at epoch %d",
                trial.id(),
                trial.isRepeat() ? " (" + trial.note() + ")" : "",
                metric.name(),
                Digits.text(trial.score(metric).orElse(Double.NaN)),
                champion.epoch()));
        say("          " + trial.configuration());
        study.finalists().stream()
                .limit(1)
                .forEach(best -> say(String.format(
                        Locale.ROOT,
                        "finals    trial %d, mean %s, deviation %s over %d seeds",
                        best.finalist().id(),
                        Digits.text(best.mean()),
                        Digits.text(best.deviation()),
                        best.scores().size())));
        if (!champion.testMetrics().isEmpty()) {
            say("test      "
                    + champion.testMetrics().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey(
                                    Comparator.comparing((String key) -> !key.equals(metric.name()))
                                            .thenComparing(Comparator.naturalOrder())))
                            .map(entry -> entry.getKey() + " " + Digits.text(entry.getValue()))
                            .collect(Collectors.joining(", "))
                    + " on " + champion.testExamples() + " examples that nothing was chosen by");
        }
        say("model     " + shown(Path.of(champion.folder())));
    }

    private void say(String text) {
        if (!options.json()) {
            out.println(text);
        }
    }

    private void sayJson(Map<String, Object> event) throws IOException {
        if (options.json()) {
            out.println(ObjectiveJson.JSON.writeValueAsString(event));
        }
    }

    /** Relative to the current folder where that is shorter. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
