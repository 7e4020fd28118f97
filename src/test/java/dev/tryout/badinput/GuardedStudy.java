package dev.tryout.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A study of a coordinator and a worker, each a process of its own, that waits for a word to end while others knock. */
final class GuardedStudy implements AutoCloseable {
    /** A deadline against hanging, far beyond what a slow machine needs. */
    private static final int LIMIT_SECONDS = 300;

    private static final String STUDY = """
            version: 1
            study: guarded
            seed: 3
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: 2}
            parameters:
              x: {min: 0.0, max: 1.0}
              epochs: 3
            command: [sh, SCRIPT]
            """;
    private static final String SCRIPT = """
            for epoch in 1 2 3; do
                while [ ! -e GO ]; do sleep 0.2; done
                echo "{\\"epoch\\": $epoch, \\"loss\\": $TRYOUT_PARAM_X}"
            done
            """;

    private final Path home;
    private final TryoutProcess process;

    private GuardedStudy(Path home, TryoutProcess process) {
        this.home = home;
        this.process = process;
    }

    /**
     * Starts it and waits until its worker trains.
     *
     * @param home with {@code cluster-conf}, if there is to be one
     */
    static GuardedStudy start(Path home) throws IOException, InterruptedException {
        Path script = home.resolve("train.sh");
        Files.writeString(script, SCRIPT.replace("GO", home.resolve("go").toString()));
        Path study = Files.writeString(home.resolve("guarded.yaml"), STUDY.replace("SCRIPT", script.toString()));
        GuardedStudy guarded =
                new GuardedStudy(home, TryoutProcess.start(home, "run", study.toString(), "--workers", "1"));
        guarded.await(
                "a trial was assigned",
                () -> guarded.folder().isStudy()
                        && guarded.events().stream().anyMatch(StudyEvent.TrialAssigned.class::isInstance));
        return guarded;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    StudyFolder folder() {
        return new StudyFolder(home.resolve("studies/guarded"));
    }

    /** {@code host:port} of the coordinator. */
    String address() throws IOException {
        return folder().address().orElseThrow();
    }

    int port() throws IOException {
        String address = address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    String log() throws IOException {
        return Files.readString(folder().log("coordinator"));
    }

    private List<StudyEvent> events() throws IOException {
        return folder().journal(null).read();
    }

    /** Waits for a line in the coordinator's log that holds all of these. */
    String awaitLine(String... parts) throws IOException, InterruptedException {
        String[] line = new String[1];
        await("the log has a line with " + String.join(" ... ", parts), () -> {
            line[0] = lines(parts).stream().findFirst().orElse("");
            return !line[0].isEmpty();
        });
        return line[0];
    }

    List<String> lines(String... parts) throws IOException {
        return log().lines()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < 10 * LIMIT_SECONDS; i++) {
            if (condition.holds()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what + "; it printed\n" + process.output());
    }

    /** Lets the study end, and checks that it did as if nobody had knocked. */
    void endsUnharmed() throws IOException, InterruptedException {
        Files.createFile(home.resolve("go"));
        assertThat(process.exitCode()).as(process.output()).isZero();
        List<StudyEvent> events = events();
        assertThat(events.stream().filter(StudyEvent.TrialAssigned.class::isInstance))
                .as("one attempt for each trial")
                .hasSize(2);
        assertThat(events.stream()
                        .filter(StudyEvent.EpochMeasured.class::isInstance)
                        .map(StudyEvent.EpochMeasured.class::cast)
                        .map(epoch -> epoch.trial() + "/" + epoch.measurement().epoch())
                        .collect(Collectors.toList()))
                .containsExactly("1/1", "1/2", "1/3", "2/1", "2/2", "2/3");
    }

    @Override
    public void close() {
        process.close();
    }
}
