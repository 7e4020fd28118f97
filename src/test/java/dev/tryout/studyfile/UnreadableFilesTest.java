package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no study files at all are refused with a reason, and none of them takes long or hangs. */
class UnreadableFilesTest {
    private static final String ANCHORS =
            "anchors (&) and aliases (*) have no place in a study file; write the value out,"
                    + " or put text that begins with & or * in quotes";

    @TempDir
    Path folder;

    @Test
    void refusesAFolderAndNamesAStudyFileInIt() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), StudyTexts.TASK);
        assertThatThrownBy(() -> StudyFile.read(folder))
                .isInstanceOf(StudyFileException.class)
                .hasMessage(folder + ": is a folder; name a study file in it, such as " + folder.resolve("mine.yaml"));
    }

    @Test
    void refusesAMissingFileAndNamesTheNearest() throws IOException {
        Files.writeString(folder.resolve("wordnet.yaml"), StudyTexts.TASK);
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("wordnte.yaml")))
                .hasMessage(folder.resolve("wordnte.yaml") + ": there is no such file; did you mean 'wordnet.yaml'?");
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("other.yaml")))
                .hasMessageEndingWith("there is no such file; check the path; it was looked for in " + folder);
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("none/other.yaml")))
                .hasMessageEndingWith(
                        "there is no such file; there is no folder " + folder.resolve("none") + " either");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesAPipeWithoutWaitingForIt() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> StudyFile.read(pipe)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> StudyFile.read(Path.of("/dev/zero"))).hasMessageContaining("is not a regular file");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesWhatTheSystemCannotRead() throws IOException {
        Path loop = folder.resolve("loop.yaml");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> StudyFile.read(loop)).hasMessageStartingWith(loop + ": cannot be read: ");
    }

    @Test
    void refusesALargeFile() {
        assertThat(StudyTexts.mistakes(folder, "#".repeat(StudyText.MAX_BYTES + 1)))
                .singleElement()
                .asString()
                .endsWith("is larger than 256 KiB; is it a study file at all?");
        assertThat(StudyTexts.mistakes(folder, StudyTexts.TASK + "#".repeat(200_000)))
                .isEmpty();
    }

    @Test
    void refusesBinaryFiles() {
        assertThat(StudyTexts.mistakes(folder, "version: 1\nstudy: a\0b\n"))
                .containsExactly("2:9: a NUL character has no place in a text file; is it a binary file, or saved as"
                        + " UTF-16? Save it as UTF-8");
        assertThat(StudyTexts.mistakes(folder, StudyTexts.TASK.getBytes(StandardCharsets.UTF_16LE)))
                .singleElement()
                .asString()
                .startsWith("1:2: a NUL character");
        assertThat(StudyTexts.mistakes(folder, "version: 1\nstudy: \u001b[31m\n"))
                .containsExactly("2:8: the control character U+001B has no place in a text file; remove it");
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(StudyTexts.mistakes(folder, "version: 1\nstudy: größe\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("2:10: byte 0xF6 at offset 20 is not UTF-8 text; save the file as UTF-8");
        byte[] cut = "version: 1\nstudy: ö".getBytes(StandardCharsets.UTF_8);
        assertThat(StudyTexts.mistakes(folder, java.util.Arrays.copyOf(cut, cut.length - 1)))
                .containsExactly("2:8: byte 0xC3 at offset 18 is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void refusesABillionLaughs() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 10)
                        .mapToObj(i -> {
                            char name = (char) ('a' + i);
                            String alias = "*" + (char) (name - 1);
                            return name + ": &" + name + " [" + (alias + ", ").repeat(9) + alias + "]";
                        })
                        .collect(Collectors.joining("\n"));
        assertThat(StudyTexts.mistakes(folder, bomb)).contains("1:4: " + ANCHORS);
    }

    @Test
    void refusesDoublingAliases() {
        String bomb = "a0: &a0 x\n"
                + IntStream.range(1, 49)
                        .mapToObj(i -> "a" + i + ": &a" + i + " {l: *a" + (i - 1) + ", r: *a" + (i - 1) + "}\n")
                        .collect(Collectors.joining());
        assertThat(StudyTexts.mistakes(folder, bomb)).contains("1:5: " + ANCHORS);
    }

    @Test
    void survivesDeepAndWideFiles() {
        for (String text : new String[] {
            "[".repeat(200_000),
            "{a: ".repeat(60_000),
            "- ".repeat(100_000),
            "constraints: [" + "[],".repeat(80_000) + "]",
            "command: [" + "x,".repeat(100_000) + "]",
            "parameters: {"
                    + IntStream.range(0, 15_000).mapToObj(i -> "p" + i + ": 1").collect(Collectors.joining(", "))
                    + "}\ncommand: [sh]",
            "a: ".repeat(80_000),
            "\"" + "\\".repeat(99_999),
            "? ".repeat(100_000)
        }) {
            assertThat(StudyTexts.mistakes(folder, text)).isNotEmpty();
        }
    }
}
