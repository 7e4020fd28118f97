package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.TryoutProcess;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.RunFolder;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.TinyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator and workers that share nothing: each takes {@code /proc/self/cwd} for a folder of its own, as machines with separate
 * disks take one path for different files.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "one path means different files to different processes by way of /proc")
class FetchedFilesIT {
    private static final int LIMIT_SECONDS = 300;
    private static final String STUDY = """
            version: 1
            study: far
            seed: 3
            metric: {name: accuracy, goal: maximize}
            method: random
            budget: {trials: 2}
            parameters:
              learning_rate: {min: 1.0e-3, max: 1.0e-2, scale: log}
              batch_size: 8
              epochs: 2
              freeze_depth: 0
            task:
              type: text-classification
              model: /proc/self/cwd/model
              max_length: 8
              data: {file: /proc/self/cwd/data.csv}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path head;
    private String address;

    @BeforeEach
    void layOut() throws IOException {
        head = Files.createDirectories(folder.resolve("head"));
        TinyFolder.of(Family.BERT).write(head.resolve("model"));
        Files.writeString(head.resolve("data.csv"), rows());
        Files.writeString(head.resolve("far.yaml"), STUDY);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (String end : List.of("runs", "sleeps", "runs well", "sleeps badly", "well", "badly", "runs badly")) {
            rows.append("a cat ").append(end).append(",cat\na dog ").append(end).append(",dog\n");
        }
        return rows.toString();
    }

    private TryoutProcess startWorker(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        return TryoutProcess.startUnder(
                List.of("env", "TRYOUT_CACHE_DIR=" + cache()),
                own,
                "worker",
                "--join",
                address,
                "--name",
                name,
                "--device",
                "cpu",
                "--threads",
                "1");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private void submit() throws Exception {
        try (TryoutProcess run = TryoutProcess.run(head, "run", "far.yaml", "--join", address, "--detach")) {
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
    }

    private List<StudyEvent> await(TryoutProcess worker, Predicate<StudyEvent> event) throws Exception {
        StudyFolder study = new StudyFolder(head.resolve("studies/far"));
        for (int i = 0; i < 10 * LIMIT_SECONDS; i++) {
            List<StudyEvent> events = study.isStudy() ? study.journal(null).read() : List.of();
            if (events.stream().anyMatch(event)) {
                return events;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError(study.journal(null).read() + "\n" + worker.output());
    }

    @Test
    void aWorkerFetchesTheDataAndTheModelThatItLacksAndKeepsThemByTheirHashes() throws Exception {
        try (TryoutProcess coordinator = TryoutProcess.start(head, "coordinator", "--address", address)) {
            coordinator.awaitOutput(text -> text.contains("coordinator at "));
            try (TryoutProcess worker = startWorker("far-away")) {
                submit();
                List<StudyEvent> events = await(worker, StudyEvent.ChampionPromoted.class::isInstance);

                StudyState state = new StudyState();
                events.forEach(state::apply);
                assertThat(state.trials()).hasSize(2).allMatch(trial -> trial.attempt() == 1);
                assertThat(head.resolve("studies/far/champion/model.safetensors"))
                        .isNotEmptyFile();
                assertThat(folder.resolve("far-away/data.csv")).doesNotExist();
                assertThat(folder.resolve("far-away/model")).doesNotExist();
                for (String name :
                        List.of("data.csv", "model/config.json", "model/tokenizer.json", "model/model.safetensors")) {
                    FileEntry file = FileEntry.of(head.resolve(name));
                    assertThat(cache().resolve("files").resolve(file.sha256() + "." + file.bytes()))
                            .hasSameBinaryContentAs(head.resolve(name));
                }
                try (Stream<Path> left = Files.list(cache().resolve("files"))) {
                    assertThat(left.filter(file -> file.toString().endsWith(".part")))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void aWorkerWithAnotherFileAtThePathIsRefusedAndOneWithoutGoesOn() throws Exception {
        try (TryoutProcess coordinator = TryoutProcess.start(head, "coordinator", "--address", address)) {
            coordinator.awaitOutput(text -> text.contains("coordinator at "));
            Path other = Files.createDirectories(folder.resolve("differs")).resolve("data.csv");
            Files.writeString(other, rows().replace("a cat runs,cat", "a cat runs,dog"));
            try (TryoutProcess differs = startWorker("differs")) {
                submit();
                List<StudyEvent> refused = await(differs, StudyEvent.TrialLost.class::isInstance);
                assertThat(refused.toString()).contains("/proc/self/cwd/data.csv on this machine differs");
                differs.awaitOutput(text -> text.contains("given up") || text.contains("no worker is left"));
                try (TryoutProcess lacks = startWorker("lacks")) {
                    List<StudyEvent> events = await(lacks, StudyEvent.ChampionPromoted.class::isInstance);
                    assertThat(events)
                            .noneMatch(event -> event instanceof StudyEvent.StudyPaused)
                            .filteredOn(StudyEvent.EpochMeasured.class::isInstance)
                            .hasSize(4);
                }
            }
        }
    }

    @Tag("long")
    @Test
    void fineTuningGoesOnFromTheCheckpointOfAWorkerThatDiedWithItsFolder() throws Exception {
        int epochs = 300;
        Files.writeString(
                head.resolve("far.yaml"),
                STUDY.replace("epochs: 2", "epochs: " + epochs).replace("trials: 2", "trials: 1"));
        StudyFolder study = new StudyFolder(head.resolve("studies/far"));
        try (TryoutProcess coordinator = TryoutProcess.start(head, "coordinator", "--address", address)) {
            coordinator.awaitOutput(text -> text.contains("coordinator at "));
            try (TryoutProcess first = startWorker("first")) {
                submit();
                await(first, event -> hasEpoch(event, 5) && hasCopy(study));
            }
            RunFolder.delete(folder.resolve("first"));
            try (TryoutProcess second = startWorker("second")) {
                List<StudyEvent> events = await(second, StudyEvent.ChampionPromoted.class::isInstance);
                assertThat(events)
                        .filteredOn(StudyEvent.EpochMeasured.class::isInstance)
                        .hasSize(epochs);
                assertThat(events)
                        .filteredOn(StudyEvent.TrialAssigned.class::isInstance)
                        .hasSize(2);
                try (Stream<Path> files = Files.walk(folder.resolve("second"))) {
                    assertThat(files.filter(file -> file.toString().endsWith(".log"))
                                    .map(FetchedFilesIT::read))
                            .anyMatch(log -> log.contains("goes on from the coordinator's checkpoint of epoch"));
                }
            }
        }
    }

    private static boolean hasEpoch(StudyEvent event, int epoch) {
        return event instanceof StudyEvent.EpochMeasured measured
                && measured.measurement().epoch() == epoch;
    }

    private static boolean hasCopy(StudyFolder study) {
        Path copies = study.kept().resolve("0001");
        try (Stream<Path> whole = Files.isDirectory(copies) ? Files.list(copies) : Stream.empty()) {
            return whole.anyMatch(folder -> folder.toString().contains("epoch-"));
        } catch (IOException changing) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
