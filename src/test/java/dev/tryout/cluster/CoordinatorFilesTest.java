package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.Objective;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorFilesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final ActorTestKit kit = Kits.local();
    private final TestProbe<FileServer.Message> silent = kit.createTestProbe();
    private final AtomicInteger beats = new AtomicInteger();
    private Path data;
    private Path target;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void open() throws IOException {
        data = Files.writeString(folder.resolve("data.csv"), "rows");
        target = folder.resolve("copies/copy");
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    private CoordinatorFiles files(String study, Duration patience) {
        return new CoordinatorFiles(
                kit.system(), study, silent.ref().path().address(), patience, beats::incrementAndGet);
    }

    private void registerSilentServer() {
        kit.system().receptionist().tell(Receptionist.register(Services.files("silent"), silent.ref()));
    }

    @Test
    void whatTheStudysServerHasIsFoundListedComparedAndFetched() throws Exception {
        Manifest manifest = Manifest.of(List.of(data));
        kit.spawn(FileServer.create("sample", manifest, KeptCheckpoints.open(folder.resolve("kept"))));
        CoordinatorFiles files = files("sample", LONG);
        FileEntry entry = manifest.files().get(0);

        assertThat(files.manifest()).isEqualTo(manifest);
        assertThat(files.isUnchanged(entry)).isTrue();
        files.fetch(entry, target);
        assertThat(target).hasContent("rows");
        assertThat(beats).hasPositiveValue();
    }

    @Test
    void aTrialGoesOnFromTheCheckpointThatTheStudysServerHas() throws Exception {
        RunFolders far = new RunFolders(folder.resolve("far")).reached(1, 2, Map.of("state", "of epoch 2"));
        RunFiles files = new RunFolder(far.run(1)).list();
        KeptCheckpoints kept = KeptCheckpoints.open(folder.resolve("kept"));
        kit.spawn(FileServer.create("sample", Manifest.EMPTY, kept));
        CoordinatorFiles coordinator = files("sample", LONG);
        assertThat(coordinator.checkpoint(1)).isEmpty();
        kept.begin(1, files);
        for (RunFile file : files.files()) {
            Files.copy(far.run(1).resolve(file.name()), kept.target(1, file));
        }
        kept.keep(1, files);

        Path own = Files.createDirectories(folder.resolve("own"));
        Trial trial = Samples.running(1, 2, 5, 0.9, 0.8);
        AttemptThread attempt = new AttemptThread(trial, 7, MemoryLimits.NONE, own, new AttemptThread.Listener() {
            @Override
            public void measured(Measurement measurement, CompletableFuture<Decision> answer) {}

            @Override
            public void progressed(int epoch, double fraction) {}

            @Override
            public void returned(@Nullable Throwable failure) {
                assertThat(failure).isNull();
            }
        });
        List<Object> seen = new ArrayList<>();
        attempt.run(
                new ObjectiveSource() {
                    @Override
                    public Objective get(RunSettings settings) {
                        return new FakeObjective(run -> {
                            seen.add(run.resumeEpoch());
                            seen.add(Files.readString(run.folder().resolve("state")));
                        });
                    }

                    @Override
                    public boolean goesOnElsewhere() {
                        return true;
                    }
                },
                Samples.SETTINGS,
                coordinator);
        assertThat(seen).containsExactly(2, "of epoch 2");
    }

    @Test
    void withoutAServerNothingHangs() {
        assertThatThrownBy(() -> files("other", SHORT).manifest())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no coordinator of study other");
    }

    @Test
    void aServerThatSaysNothingIsAFailure() throws Exception {
        registerSilentServer();
        FileEntry entry = FileEntry.of(data);
        CoordinatorFiles files = files("silent", SHORT);

        assertThatThrownBy(files::manifest).isInstanceOf(IOException.class).hasMessageContaining("silent");
        assertThatThrownBy(() -> files.isUnchanged(entry)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.fetch(entry, target))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("data.csv")
                .hasMessageContaining("no answer");
        assertThat(target).doesNotExist();
    }

    @Test
    void aServerThatOffersAnotherFileIsRefused() throws Exception {
        registerSilentServer();
        FileEntry entry = FileEntry.of(data);
        CompletableFuture<Throwable> failure =
                inBackground(() -> files("silent", LONG).fetch(entry, target));
        FileServer.Open open = silent.expectMessageClass(FileServer.Open.class);
        open.replyTo()
                .tell(new Download.Offer(
                        1L << 50,
                        entry.sha256(),
                        kit.<FileSource.Message>createTestProbe().ref()));

        assertThat(failure.get()).hasMessageContaining("another file was offered");
        assertThat(target.getParent()).doesNotExist();
    }

    @Test
    void anAttemptThatIsTakenBackEndsItsDownload() throws Exception {
        registerSilentServer();
        FileEntry entry = FileEntry.of(data);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread attempt = new Thread(
                () -> failure.complete(run(() -> files("silent", LONG).fetch(entry, target))));
        attempt.start();
        FileServer.Open open = silent.expectMessageClass(FileServer.Open.class);
        TestProbe<FileSource.Message> source = kit.createTestProbe();
        open.replyTo().tell(new Download.Offer(entry.bytes(), entry.sha256(), source.ref()));
        source.receiveMessage();
        attempt.interrupt();

        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        source.expectTerminated(open.replyTo());
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static Throwable run(Work work) {
        try {
            work.run();
            return new AssertionError("nothing failed");
        } catch (Exception e) {
            return e;
        }
    }

    private static CompletableFuture<Throwable> inBackground(Work work) {
        return CompletableFuture.supplyAsync(() -> run(work));
    }
}
