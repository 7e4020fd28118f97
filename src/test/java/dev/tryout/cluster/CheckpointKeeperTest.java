package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeeperTest {
    private static final String ADDRESS = "127.0.0.1:7";
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final int EPOCHS = 5;

    private final ActorTestKit kit = Kits.local();
    private final TestProbe<SupervisorMessage> supervisor = kit.createTestProbe();
    private final TestProbe<WorkerMessage> asked = kit.createTestProbe();
    private ActorRef<SupervisorMessage.Update> updates;
    private KeptCheckpoints kept;
    private RunFolders far;
    private ActorRef<WorkerMessage> worker;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws Exception {
        kept = KeptCheckpoints.open(folder.resolve("kept"));
        far = new RunFolders(folder.resolve("far"));
        worker = kit.spawn(far.worker(asked.ref()));
        kit.spawn(
                CheckpointKeeper.create(
                        supervisor.ref(),
                        Samples.SETTINGS.study(),
                        kept,
                        ADDRESS,
                        new CheckpointKeeper.Patience(RETRY, LONG)),
                DispatcherSelector.blocking());
        updates =
                supervisor.expectMessageClass(SupervisorMessage.Subscribe.class).subscriber();
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    /** So many epochs of the one trial are recorded. */
    private void recorded(int epochs, ActorRef<WorkerMessage> by) {
        double[] losses = new double[epochs];
        StudyRun run = new StudyRun(Samples.spec(1, EPOCHS)).trial(losses);
        updates.tell(new SupervisorMessage.Update(
                run.state().view(), run.events(), Map.of(), Map.of(Samples.worker("worker-1"), by), List.of()));
    }

    private void awaitEpoch(int epoch) {
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(kept.epoch(1)).isEqualTo(epoch);
            return null;
        });
    }

    private String content(String name) throws Exception {
        RunFile file = kept.find(1).orElseThrow().files().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        FileEntry entry = kept.find(file.sha256()).orElseThrow();
        return Files.readString(Path.of(entry.path()));
    }

    /** The files that are asked for after the question what there is. */
    private List<String> opened(int count) {
        asked.expectMessageClass(WorkerMessage.ListRun.class);
        return IntStream.range(0, count)
                .mapToObj(i -> asked.expectMessageClass(WorkerMessage.OpenRunFile.class)
                        .file()
                        .name())
                .toList();
    }

    @Test
    void theNewestCheckpointTakesTheFormersPlaceAndWhatIsTheSameIsNotFetchedTwice() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1", "vocabulary", "words"));
        recorded(1, worker);
        awaitEpoch(1);
        assertThat(content("state")).isEqualTo("of epoch 1");
        assertThat(opened(3)).containsExactly("state", RunFolder.REACHED, "vocabulary");

        far.reached(1, 2, Map.of("state", "of epoch 2"));
        recorded(2, worker);
        awaitEpoch(2);
        assertThat(content("state")).isEqualTo("of epoch 2");
        assertThat(content("vocabulary")).isEqualTo("words");
        assertThat(opened(2)).containsExactly("state", RunFolder.REACHED);
        asked.expectNoMessage(RETRY);
        assertThat(folder.resolve("kept/0001")).isDirectoryNotContaining("glob:**epoch-0001");
    }

    @Test
    void nothingIsFetchedFromAWorkerThatWritesIntoTheCoordinatorsFolder() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1"));
        Files.writeString(
                new StudyFolder(folder.resolve("far").resolve(Samples.SETTINGS.study())).addressFile(), ADDRESS);
        recorded(1, worker);
        asked.expectMessageClass(WorkerMessage.ListRun.class);
        recorded(2, worker);
        recorded(3, worker);

        asked.expectNoMessage(A_MOMENT);
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void aCheckpointGoesWhenItsTrialIsOver() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1"));
        recorded(1, worker);
        awaitEpoch(1);

        recorded(EPOCHS, worker);
        awaitEpoch(0);
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(folder.resolve("kept")).doesNotExist();
            return null;
        });
    }

    @Test
    void whereTheWorkerDiesInMidTransferTheFormerCheckpointStaysAndTheNextWorkersIsFetched() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1"));
        recorded(1, worker);
        awaitEpoch(1);
        RunFiles half = new RunFiles(2, List.of(new RunFile("state", 1L << 20, "0".repeat(64))));
        TestProbe<Download.Message> downloads = kit.createTestProbe();
        ActorRef<WorkerMessage> dying = kit.spawn(Behaviors.receiveMessage(message -> {
            if (message instanceof WorkerMessage.ListRun list) {
                list.replyTo().tell(new CheckpointFetch.Listed(half));
            } else if (message instanceof WorkerMessage.OpenRunFile open) {
                TestProbe<FileSource.Message> source = kit.createTestProbe();
                open.replyTo().tell(new Download.Offer(1L << 20, "0".repeat(64), source.ref()));
                FileSource.NextChunk next = source.expectMessageClass(FileSource.NextChunk.class);
                next.replyTo().tell(new Download.Chunk(0, new byte[1 << 10]));
                downloads.ref().tell(new Download.Unavailable("begun"));
            }
            return Behaviors.same();
        }));
        recorded(2, dying);
        downloads.receiveMessage();
        kit.stop(dying);

        far.reached(1, 2, Map.of("state", "of epoch 2"));
        assertThat(content("state")).isEqualTo("of epoch 1");
        recorded(2, worker);
        awaitEpoch(2);
        assertThat(content("state")).isEqualTo("of epoch 2");
    }

    @Test
    void aWorkerThatSendsSomethingElseIsGivenUpAfterThreeTriesAndTheStudyGoesOn() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1"));
        RunFiles other = new RunFiles(1, List.of(new RunFile("state", 10, "0".repeat(64))));
        Behavior<WorkerMessage> lying = Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            asked.ref().tell(message);
            if (message instanceof WorkerMessage.ListRun list) {
                list.replyTo().tell(new CheckpointFetch.Listed(other));
            } else if (message instanceof WorkerMessage.OpenRunFile open) {
                RunSource.open(context, folder.resolve("far"), open);
            }
            return Behaviors.same();
        }));
        ActorRef<WorkerMessage> liar = kit.spawn(lying);
        recorded(1, liar);
        for (int i = 0; i < 3; i++) {
            asked.expectMessageClass(WorkerMessage.ListRun.class);
            asked.expectMessageClass(WorkerMessage.OpenRunFile.class);
        }
        asked.expectNoMessage(A_MOMENT);
        assertThat(kept.epoch(1)).isZero();
        assertThat(folder.resolve("kept/0001/fetching")).doesNotExist();

        recorded(2, liar);
        asked.expectMessageClass(WorkerMessage.ListRun.class);
    }

    @Test
    void aStudysNameThatLeadsElsewhereIsRefusedByTheWorker() throws Exception {
        far.reached(1, 1, Map.of("state", "of epoch 1"));
        TestProbe<CheckpointFetch.Message> answers = kit.createTestProbe();
        TestProbe<Download.Message> offers = kit.createTestProbe();
        RunFile file = new RunFile("state", 10, "0".repeat(64));
        for (String name : List.of("..", "../far", "a/b", "/etc", "")) {
            worker.tell(new WorkerMessage.ListRun(name, 1, "", answers.ref()));
            worker.tell(new WorkerMessage.OpenRunFile(name, 1, file, offers.ref()));
            assertThat(answers.receiveMessage()).isInstanceOf(CheckpointFetch.NotListed.class);
            assertThat(offers.receiveMessage()).isInstanceOf(Download.Unavailable.class);
        }
    }
}
