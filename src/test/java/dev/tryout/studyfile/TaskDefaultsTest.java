package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Parameter;
import dev.tryout.study.Criterion;
import dev.tryout.study.StudySpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDefaultsTest {
    private static final String LEAST = """
            budget: {trials: 8}
            task:
              model: minilm-l6-v2
              data: {source: wordnet-nouns}
            """;

    @TempDir
    Path folder;

    @Test
    void aModelDataAndABudgetMakeAStudy() {
        StudyFile file = StudyTexts.read(folder, LEAST);
        StudySpec study = file.study();
        assertThat(file.path()).hasFileName(study.name() + ".yaml");
        assertThat(study.metric()).isEqualTo(new Metric("accuracy", Goal.MAXIMIZE));
        assertThat(study.method()).isEqualTo(Method.TPE);
        assertThat(study.scheduler()).isEqualTo(SchedulerSpec.Asha.DEFAULT);
        assertThat(study.space().searched())
                .extracting(Parameter::name)
                .containsExactly("learning_rate", "batch_size", "freeze_depth", "warmup", "dropout", "weight_decay");
        assertThat(((TaskSpec) file.objective()).type()).isEqualTo(TaskType.TEXT_CLASSIFICATION);
        assertThat(file.defaulted())
                .containsExactly("task.type", "study", "metric", "method", "scheduler", "early_stopping", "parameters");
    }

    @Test
    void theDataTellTheTask() {
        StudyFile file = StudyTexts.read(folder, LEAST.replace("wordnet-nouns", "word-valence"));
        assertThat(((TaskSpec) file.objective()).type()).isEqualTo(TaskType.TEXT_REGRESSION);
        assertThat(file.study().metric()).isEqualTo(new Metric("rmse", Goal.MINIMIZE));
    }

    @Test
    void aTasksMetricNeedsNoGoal() {
        StudyFile file =
                StudyTexts.read(folder, LEAST + "metric: {name: mcc}\ntrade_off: [{name: loss}, {name: seconds}]\n");
        assertThat(file.study().criteria())
                .extracting(Criterion::metric)
                .containsExactly(
                        new Metric("mcc", Goal.MAXIMIZE),
                        new Metric("loss", Goal.MINIMIZE),
                        new Metric("seconds", Goal.MINIMIZE));
    }

    @Test
    void whatTheFileSaysStands() {
        StudyFile file = StudyTexts.read(
                folder, LEAST + "metric: {name: loss, goal: minimize}\nmethod: random\nstudy: mine\nscheduler: none\n");
        assertThat(file.study().metric().name()).isEqualTo("loss");
        assertThat(file.study().method()).isEqualTo(Method.RANDOM);
        assertThat(file.study().scheduler()).isEqualTo(new SchedulerSpec.None());
        assertThat(file.study().name()).isEqualTo("mine");
        assertThat(file.defaulted()).containsExactly("task.type", "early_stopping", "parameters");
    }

    @Test
    void aFileWithParametersIsSearchedAsItSays() {
        StudyFile file = StudyTexts.read(folder, LEAST + "parameters: {learning_rate: {min: 1.0e-5, max: 1.0e-3}}\n");
        assertThat(file.study().scheduler()).isEqualTo(new SchedulerSpec.None());
        assertThat(file.study().earlyStopping()).isNull();
        assertThat(file.study().space().searched()).hasSize(1);
        assertThat(file.defaulted()).containsExactly("task.type", "study", "metric");
    }

    @Test
    void theResolvedStudyLeavesNothingToTheDefaults() {
        StudyFile file = StudyTexts.read(folder, LEAST);
        StudyFile again = StudyTexts.read(folder, file.resolved());
        assertThat(again.study()).isEqualTo(file.study());
        assertThat(again.objective()).isEqualTo(file.objective());
        assertThat(again.defaulted()).isEmpty();
    }
}
