package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "wordnet-nouns", "run 7 (final) & more", "Größe", "名詞", "a..b", "it's", "com10", "🎉"})
    void accepts(String name) {
        assertThat(StudyName.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                ".hidden",
                "-rf",
                " a",
                "a ",
                "a.",
                "a/b",
                "a\\b",
                "C:",
                "a\nb",
                "a\u0000",
                "a\u202eb",
                "<b>x",
                "nul",
                "CON.txt",
                "com1",
                "a*",
                "a?",
                "a|b",
                "\"a\"",
                "\ud83c",
                "\u200b"
            })
    void refuses(String name) {
        assertThat(StudyName.problem(name)).isPresent();
    }

    @Property
    void neverLeavesItsFolder(@ForAll String name) {
        if (StudyName.problem(name).isEmpty()) {
            Path folder = Path.of("reports").toAbsolutePath();
            assertThat(folder.resolve(name + ".html").normalize().getParent()).isEqualTo(folder);
        }
    }
}
