package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
    @TempDir
    Path folder;

    @Test
    void writesItsFilesNamedAfterTheStudyAndNothingElse() throws IOException {
        Path reports = folder.resolve("new/reports");
        ReportFiles files = ReportWriter.write(SampleStudies.oneTrial(), SampleStudies.context(), reports);
        assertThat(files)
                .isEqualTo(new ReportFiles(
                        reports.resolve("one-trial.html"),
                        reports.resolve("one-trial.csv"),
                        reports.resolve("one-trial+parameters.csv"),
                        reports.resolve("one-trial.json")));
        assertThat(names(reports))
                .containsExactly("one-trial+parameters.csv", "one-trial.csv", "one-trial.html", "one-trial.json");
    }

    @Test
    void theSameStudyGivesTheSameBytes() throws IOException {
        ReportFiles first = ReportWriter.write(SampleStudies.wordnet(), SampleStudies.context(), folder);
        List<String> before =
                List.of(Files.readString(first.html()), Files.readString(first.csv()), Files.readString(first.json()));
        ReportFiles again = ReportWriter.write(SampleStudies.wordnet(), SampleStudies.context(), folder);
        assertThat(List.of(
                        Files.readString(again.html()), Files.readString(again.csv()), Files.readString(again.json())))
                .isEqualTo(before);
    }

    @Test
    void leavesNoHalfFileWhereItCannotWrite() throws IOException {
        Files.createDirectories(folder.resolve("one-trial.html/in-the-way"));
        assertThatThrownBy(() -> ReportWriter.write(SampleStudies.oneTrial(), SampleStudies.context(), folder))
                .isInstanceOf(IOException.class);
        assertThat(names(folder)).containsExactly("one-trial.html");
    }

    @Test
    void survivesTextThatIsNoValidUnicode() throws IOException {
        ReportContext context = SampleStudies.context(Map.of("odd", "\ud800 half a pair"), "study: \udfff\n");
        ReportFiles files = ReportWriter.write(SampleStudies.empty(), context, folder);
        assertThat(Files.readString(files.html())).contains("? half a pair");
    }

    @Property
    void noNameLeavesTheFolderOrHidesItsFile(@ForAll String name) {
        String file = ReportWriter.fileName(name);
        assertThat(file).matches("[A-Za-z0-9_-][A-Za-z0-9._-]*").hasSizeLessThan(150);
    }

    @Test
    void differentNamesGetDifferentFiles() {
        assertThat(ReportWriter.fileName("a/b")).isNotEqualTo(ReportWriter.fileName("a?b"));
        assertThat(ReportWriter.fileName("..")).isNotEqualTo(ReportWriter.fileName("."));
        assertThat(ReportWriter.fileName("wordnet-nouns")).isEqualTo("wordnet-nouns");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
