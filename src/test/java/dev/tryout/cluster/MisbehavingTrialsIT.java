package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials that crash, hang, leak, print anything and take their worker with them, between trials that do not. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program that trains is a shell script")
class MisbehavingTrialsIT {
    private static final String SCRIPT = """
            #!/bin/sh
            report() { printf '{"epoch": %d, "loss": %s}\\n' "$1" "$2"; }
            finish() { report 1 "$1"; report 2 "$2"; }
            case "$TRYOUT_PARAM_KIND" in
            good|good-again) finish 0.5 0.4 ;;
            crashes) report 1 0.1; kill -SEGV $$; sleep 60 ;;
            nan) report 1 0.1; report 2 NaN; sleep 600 ;;
            binary) head -c 300000 /dev/urandom; echo; finish 0.6 0.55 ;;
            long-line) head -c 10000000 /dev/zero | tr '\\000' x; echo; finish 0.6 0.56 ;;
            bad-utf8) printf '\\377\\376\\300\\257{"epoch": 1}\\n'; finish 0.6 0.57 ;;
            unended) report 1 0.6; printf '{"epoch": 2, "loss": 0.58}' ;;
            half-a-line) report 1 0.6; printf '{"epoch": 2, "lo' ;;
            hangs) report 1 0.1; exec sleep 600 ;;
            leaks) report 1 0.1; ulimit -v 200000; x=$(head -c 900000000 /dev/zero | tr '\\000' x); report 2 0.1 ;;
            kills-worker) kill -SEGV $PPID; sleep 600 ;;
            esac
            """;

    private static final String STUDY = """
            version: 1
            study: NAME
            seed: 1
            metric: {name: loss, goal: minimize}
            method: grid
            scheduler: none
            budget: {trials: 20}
            parameters:
              kind: {values: [good, crashes, nan, binary, long-line, bad-utf8, unended, half-a-line, hangs, leaks, kills-worker, good-again]}
              epochs: 2
            command: [sh, train.sh]
            grace_seconds: 1
            silence_seconds: 8
            """;

    @TempDir
    private static Path folder;

    private static Map<String, Trial> trials;
    private static JournalChecker.Summary summary;
    private static String output;

    @BeforeAll
    static void run() throws Exception {
        FaultStudy study = FaultStudy.of(folder, "misbehaving", STUDY, SCRIPT);
        try (TryoutProcess run = study.start(2)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            output = run.output();
        }
        summary = study.check();
        trials = summary.state().trials().stream()
                .collect(Collectors.toMap(
                        trial -> String.valueOf(trial.configuration().values().get("kind")), Function.identity()));
    }

    private static Trial trial(String kind) {
        return Objects.requireNonNull(trials.get(kind));
    }

    private static void expectFailed(String kind, String reason) {
        assertThat(trial(kind).state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(kind).reason()).contains(reason);
        assertThat(trial(kind).attempt()).isEqualTo(1);
    }

    @Test
    void neighboursHaveOneAttemptAndComplete() {
        for (String kind : new String[] {"good", "good-again", "binary", "long-line", "bad-utf8", "unended"}) {
            assertThat(trial(kind).state()).as(kind).isEqualTo(TrialState.COMPLETE);
            assertThat(trial(kind).lastEpoch()).as(kind).isEqualTo(2);
            assertThat(trial(kind).attempt()).as(kind).isEqualTo(1);
        }
        assertThat(summary.state().champion().orElseThrow().trial())
                .isEqualTo(Math.min(trial("good").id(), trial("good-again").id()));
    }

    @Test
    void aProgramThatCrashesFailsWithItsSignal() {
        expectFailed("crashes", "was ended by signal 11");
    }

    @Test
    void aMetricThatIsNotANumberFailsItsTrial() {
        expectFailed("nan", "epoch 2: loss is NaN");
    }

    @Test
    void aProgramThatHangsIsEndedAtItsDeadline() {
        expectFailed("hangs", "no report for 8 s after epoch 1");
    }

    @Test
    void aProgramThatLeaksFailsAtItsBound() {
        expectFailed("leaks", "'sh' ");
    }

    @Test
    void halfALineIsNoReport() {
        assertThat(trial("half-a-line").state()).isEqualTo(TrialState.COMPLETE);
        assertThat(trial("half-a-line").lastEpoch()).isEqualTo(1);
        assertThat(trial("half-a-line").reason()).contains("ended by itself after epoch 1 of 2");
    }

    @Test
    void aTrialThatKillsItsWorkerIsGivenUpAfterThreeAttempts() {
        assertThat(trial("kills-worker").state()).isEqualTo(TrialState.FAILED);
        assertThat(trial("kills-worker").reason()).contains("3 attempts in a row ended with their worker");
        assertThat(trial("kills-worker").attempt()).isEqualTo(3);
        assertThat(summary.lostWithWorker()).isEqualTo(2);
        assertThat(output).contains("starting it again").doesNotContain("is given up");
    }
}
