package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.files.FileEntry;
import dev.tryout.training.files.FileSupply;
import dev.tryout.training.files.Manifest;
import dev.tryout.training.files.RunFiles;
import dev.tryout.training.files.RunFolder;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumePreparationTest {
    private final Trial trial = Samples.running(1, 2, 9, 0.9, 0.8, 0.7, 0.6);

    @TempDir
    private Path root = Path.of("");

    /** A coordinator that has the folders of a machine, one after the other. */
    private static final class Coordinator implements FileSupply {
        private final Deque<Path> folders = new ArrayDeque<>();
        private int asked;

        Coordinator has(Path folder) {
            folders.add(folder);
            return this;
        }

        @Override
        public Optional<RunFiles> checkpoint(int run) throws IOException {
            asked++;
            return folders.isEmpty() ? Optional.empty() : Optional.of(new RunFolder(folders.element()).list());
        }

        @Override
        public void fetch(FileEntry file, Path target) throws IOException {
            Path from = folders.element().resolve(file.path());
            if (Files.exists(from.resolveSibling("tryout-gone"))) {
                folders.remove();
                throw new IOException("replaced by a newer one");
            }
            Files.copy(from, target);
        }

        @Override
        public Manifest manifest() {
            return Manifest.EMPTY;
        }

        @Override
        public boolean isUnchanged(FileEntry file) {
            return true;
        }

        @Override
        public void beat() {}
    }

    private Path at(String machine, int epoch) throws IOException {
        return new RunFolders(root.resolve(machine))
                .reached(1, epoch, Map.of("state", "of epoch " + epoch))
                .run(1);
    }

    private Path own() {
        return new RunFolders(root.resolve("own")).run(1);
    }

    private int resume(FileSupply files) throws Exception {
        Files.createDirectories(own());
        return new ResumePreparation(trial, own()).fetch(files);
    }

    @Test
    void aTrialGoesOnFromTheCoordinatorsCheckpoint() throws Exception {
        assertThat(resume(new Coordinator().has(at("far", 4)))).isEqualTo(4);
        assertThat(own().resolve("state")).hasContent("of epoch 4");
        assertThat(own().resolve("tryout-fetching")).doesNotExist();
    }

    @Test
    void whereTheCheckpointIsBehindWhatIsRecordedTheTrialGoesOnBehindTheCheckpoint() throws Exception {
        at("own", 1);
        assertThat(resume(new Coordinator().has(at("far", 3)))).isEqualTo(3);
        assertThat(own().resolve("state")).hasContent("of epoch 3");
    }

    @Test
    void aCheckpointAheadOfWhatIsRecordedIsGoneOnFromAtWhatIsRecorded() throws Exception {
        assertThat(resume(new Coordinator().has(at("far", 5)))).isEqualTo(4);
    }

    @Test
    void whatIsHereAlreadyIsNotAskedFor() throws Exception {
        at("own", 4);
        Coordinator coordinator = new Coordinator().has(at("far", 5));
        assertThat(resume(coordinator)).isEqualTo(4);
        assertThat(coordinator.asked).isZero();
        assertThat(own().resolve("state")).hasContent("of epoch 4");
    }

    @Test
    void anOlderCheckpointDoesNotReplaceWhatIsHere() throws Exception {
        at("own", 3);
        assertThat(resume(new Coordinator().has(at("far", 2)))).isEqualTo(3);
        assertThat(own().resolve("state")).hasContent("of epoch 3");
    }

    @Test
    void aCheckpointThatIsReplacedMeanwhileIsAskedForAgain() throws Exception {
        Path former = at("former", 3);
        Files.writeString(former.resolve("tryout-gone"), "");
        assertThat(resume(new Coordinator().has(former).has(at("far", 4)))).isEqualTo(4);
        assertThat(own().resolve("state")).hasContent("of epoch 4");
    }

    @Test
    void whereNothingCanBeHadTheTrialBeginsWithAnEmptyFolder() throws Exception {
        Path former = at("former", 3);
        Files.writeString(former.resolve("tryout-gone"), "");
        assertThat(resume(new Coordinator().has(former))).isEqualTo(4);
        assertThat(new RunFolder(own()).epoch()).isZero();
        assertThat(own().resolve("state")).doesNotExist();
    }
}
