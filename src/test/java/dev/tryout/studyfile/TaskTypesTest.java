package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study file may say of each type of task. */
class TaskTypesTest {
    private static final String REGRESSION = StudyTexts.TASK
            .replace("name: accuracy, goal: maximize", "name: r2, goal: maximize")
            .replace("text-classification", "text-regression")
            .replace("{source: wordnet-nouns, examples: 400}", "{source: word-valence}");
    private static final String PAIRS = StudyTexts.TASK
            .replace("text-classification", "text-pair-classification")
            .replace("{source: wordnet-nouns, examples: 400}", "{file: pairs.tsv, text: premise}");

    @TempDir
    Path folder;

    @BeforeEach
    void writeData() throws IOException {
        Files.writeString(folder.resolve("pairs.tsv"), "premise\ttext_pair\tlabel\n");
    }

    @Test
    void readsARegressionAndWritesItBack() {
        StudyFile file = StudyTexts.read(folder, REGRESSION);

        assertThat(((TaskSpec) file.objective()).type()).isEqualTo(TaskType.TEXT_REGRESSION);
        assertThat(StudyTexts.read(folder, file.resolved()).objective()).isEqualTo(file.objective());
    }

    @Test
    void readsPairsAndWritesThemBack() {
        StudyFile file = StudyTexts.read(folder, PAIRS.replace("text: premise", "text: premise, text_pair: other"));

        DataSpec data = ((TaskSpec) file.objective()).data();
        assertThat(data.textColumn()).isEqualTo("premise");
        assertThat(data.pairColumn()).isEqualTo("other");
        assertThat(StudyTexts.read(folder, file.resolved()).objective()).isEqualTo(file.objective());
        assertThat(((TaskSpec) StudyTexts.read(folder, PAIRS).objective())
                        .data()
                        .pairColumn())
                .isEqualTo("text_pair");
    }

    @Test
    void aRegressionHasNoAccuracy() {
        assertThat(StudyTexts.mistakes(folder, REGRESSION.replace("name: r2", "name: accuracy")))
                .containsExactly("4:16: the metric of text-regression must be loss, mae, r2, rmse or spearman;"
                        + " found 'accuracy'");
        assertThat(StudyTexts.mistakes(folder, REGRESSION.replace("name: r2", "name: rsme")))
                .containsExactly("4:16: the metric of text-regression must be loss, mae, r2, rmse or spearman;"
                        + " found 'rsme'; did you mean 'rmse'?");
        assertThat(StudyTexts.mistakes(folder, REGRESSION.replace("name: r2", "name: rmse")))
                .containsExactly(
                        "4:28: rmse is better when it is lower, and the goal is maximize; write goal: minimize");
    }

    @Test
    void settingsOfClassesAreRefusedWhereThereAreNone() {
        assertThat(StudyTexts.mistakes(
                        folder, REGRESSION.replace("constraints:", "  class_weights: balanced\nconstraints:")))
                .containsExactly("14:3: 'class_weights' is for tasks that have classes, and text-regression has none;"
                        + " remove it");
    }

    @Test
    void aSourceIsForOneTypeOfTask() {
        assertThat(StudyTexts.mistakes(folder, REGRESSION.replace("word-valence", "wordnet-nouns")))
                .containsExactly("18:18: wordnet-nouns is for text-classification, and the task's type is"
                        + " text-regression; write type: text-classification, or name a file");
    }

    @Test
    void aSecondTextIsForPairs() {
        assertThat(StudyTexts.mistakes(
                        folder,
                        PAIRS.replace("text-pair-classification", "text-classification")
                                .replace("text: premise", "text: premise, text_pair: other")))
                .containsExactly("18:42: text-classification reads one text of each example; remove text_pair, or"
                        + " write type: text-pair-classification");
    }
}
