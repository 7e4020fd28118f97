package dev.tryout.training.command;

import dev.tryout.training.CommandSpec;
import dev.tryout.training.TrialRun;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One attempt at a trial: starts the program, passes its reports on, and sees to its end. */
final class CommandRun {
    private static final long MAX_LOG_CHARS = 64L << 20;

    private final CommandSpec spec;
    private final String metric;
    private final TrialRun run;
    private final TrialFiles files;
    private final ReportParser parser;
    /** The last epoch that this attempt's program has reported, 0 before the first. */
    private int reportedEpoch;

    private int recordedEpoch;
    private long lastReportNanos;

    CommandRun(CommandSpec spec, String metric, TrialRun run) {
        this.spec = spec;
        this.metric = metric;
        this.run = run;
        files = new TrialFiles(run);
        parser = new ReportParser(metric);
        recordedEpoch = ProgramEnvironment.lastRecorded(run);
    }

    void execute(Path workingDirectory) throws CommandFailure, InterruptedException {
        run.recorded().forEach(files::writeEpoch);
        if (recordedEpoch >= run.epochs()) {
            return;
        }
        var variables = ProgramEnvironment.of(run, files.writeConfiguration());
        lastReportNanos = System.nanoTime();
        try (OutputLog log = new OutputLog(files.outputLog(), MAX_LOG_CHARS);
                RunningProgram program =
                        RunningProgram.start(spec, workingDirectory, variables, run.folder(), files.errorLog())) {
            run.progress(recordedEpoch + 1, 0);
            try {
                boolean ended = follow(program, log);
                if (ended) {
                    requireSuccess(program.exitCode());
                } else {
                    program.end(spec.graceSeconds());
                }
            } catch (CommandFailure | InterruptedException e) {
                program.end(spec.graceSeconds());
                throw e;
            }
        }
    }

    /** @return whether the program has ended by itself; otherwise it is to be ended */
    private boolean follow(RunningProgram program, OutputLog log) throws CommandFailure, InterruptedException {
        while (true) {
            Optional<String> line = program.nextLine();
            if (line.isPresent()) {
                if (!take(line.get(), log)) {
                    return false;
                }
            } else if (program.hasEnded()) {
                return true;
            }
            if (secondsSinceReport() > spec.silenceSeconds()) {
                requireAllEpochs();
                return false;
            }
        }
    }

    /** @return whether the program is to go on */
    private boolean take(String line, OutputLog log) throws CommandFailure, InterruptedException {
        Optional<Report> report = parser.parse(line, reportedEpoch);
        if (report.isEmpty()) {
            log.add(line);
            return true;
        }
        reportedEpoch = report.get().epoch();
        files.writeReached(reportedEpoch);
        boolean goesOn = reportedEpoch <= run.epochs() && (reportedEpoch <= recordedEpoch || pass(report.get()));
        lastReportNanos = System.nanoTime();
        return goesOn;
    }

    /** @return whether the study lets the program go on */
    private boolean pass(Report report) throws CommandFailure, InterruptedException {
        double value = report.metrics().getOrDefault(metric, Double.NaN);
        if (!Double.isFinite(value)) {
            throw new CommandFailure("epoch " + report.epoch() + ": " + metric + " is " + value);
        }
        Measurement measurement = new Measurement(report.epoch(), report.metrics(), secondsSinceReport());
        files.writeEpoch(measurement);
        Decision decision = run.report(measurement);
        recordedEpoch = report.epoch();
        boolean goesOn = decision.action() == Decision.Action.CONTINUE;
        if (goesOn && recordedEpoch < run.epochs()) {
            run.progress(recordedEpoch + 1, 0);
        }
        return goesOn;
    }

    private double secondsSinceReport() {
        return (System.nanoTime() - lastReportNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** A program that hangs after its last epoch has done what it was asked to. */
    private void requireAllEpochs() throws CommandFailure {
        if (recordedEpoch < run.epochs()) {
            throw new CommandFailure("no report for " + spec.silenceSeconds() + " s after epoch " + reportedEpoch
                    + "; where epochs take longer, raise silence_seconds. Its output is in " + files.outputLog());
        }
    }

    private void requireSuccess(int exitCode) throws CommandFailure {
        if (exitCode != 0) {
            String how = exitCode > 128 && exitCode < 160
                    ? "was ended by signal " + (exitCode - 128)
                    : "ended with exit code " + exitCode;
            String errors = FileTail.of(files.errorLog());
            throw new CommandFailure("'" + spec.command().get(0) + "' " + how
                    + (errors.isEmpty()
                            ? " and nothing on its standard error"
                            : "; " + files.errorLog() + " ends with:\n" + errors));
        }
        if (reportedEpoch == 0 && recordedEpoch == 0) {
            throw new CommandFailure("'" + spec.command().get(0)
                    + "' ended without a report; for each epoch it must print" + " a line like {\"epoch\": 1, \""
                    + metric + "\": 0.5}. Its output is in " + files.outputLog());
        }
    }
}
