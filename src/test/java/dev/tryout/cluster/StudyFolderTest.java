package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {
    @TempDir
    private Path folder;

    /** Tries to claim the folder, from another process. */
    static final class Claimant {
        private Claimant() {}

        public static void main(String[] arguments) throws Exception {
            System.exit(new StudyFolder(Path.of(arguments[0])).lock().isPresent() ? 10 : 20);
        }
    }

    private boolean anotherProcessCanLock() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claimant.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(10, 20);
        return process.exitValue() == 10;
    }

    @Test
    void aLockKeepsOthersOutUntilItIsClosed() throws Exception {
        StudyFolder study = new StudyFolder(folder);
        try (StudyFolder.Lock lock = study.lock().orElseThrow()) {
            assertThat(new StudyFolder(folder.resolve("../" + folder.getFileName())).lock())
                    .as("a second claim in this process")
                    .isEmpty();
            assertThat(anotherProcessCanLock())
                    .as("a claim of another process, after the second one here")
                    .isFalse();
        }
        assertThat(anotherProcessCanLock()).isTrue();
        Optional<StudyFolder.Lock> again = study.lock();
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void aFolderThatIsNotThereIsMade() throws Exception {
        StudyFolder study = new StudyFolder(folder.resolve("a/b"));
        study.lock().orElseThrow().close();
        assertThat(study.root()).isDirectory().isAbsolute();
    }

    @Test
    void aLockThatCannotBeOpenedIsNotHeld() throws Exception {
        StudyFolder study = new StudyFolder(folder);
        Files.createDirectory(folder.resolve("coordinator.lock"));
        org.assertj.core.api.Assertions.assertThatThrownBy(study::lock).isInstanceOf(java.io.IOException.class);
        Files.delete(folder.resolve("coordinator.lock"));
        study.lock().orElseThrow().close();
    }

    @Test
    void aStudyIsThereOnceItHasAJournal() throws Exception {
        StudyFolder study = new StudyFolder(folder);
        assertThat(study.isStudy()).isFalse();
        study.journal(null).prepare();
        assertThat(study.isStudy()).isTrue();
    }
}
