package dev.tryout.report;

import static dev.tryout.report.SampleStudies.configuration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void namesTheChampionItsMarginAndItsTestScore() {
        assertThat(verdict(twoTrials(new Metric("accuracy", Goal.MAXIMIZE))
                        .promote(champion(2, 0.69))
                        .view()))
                .isEqualTo("Trial 2 won with accuracy 0.7000 on validation, 0.1000 ahead of trial 1. "
                        + "On the test part, which nothing was chosen by, it has accuracy 0.6900.");
    }

    @Test
    void lowerIsAheadWhereTheMetricIsMinimised() {
        assertThat(verdict(twoTrials(new Metric("accuracy", Goal.MINIMIZE)).view()))
                .startsWith("Trial 1 is the best with accuracy 0.6000 on validation, 0.1000 ahead of trial 2");
    }

    @Test
    void doesNotSpeakOfWinningWhileTheStudyGoesOn() {
        assertThat(verdict(SampleStudies.everyState())).startsWith("The study is not over. Trial 1 leads");
    }

    @Test
    void saysWhyThereIsNobodyToName() {
        assertThat(Verdict.withoutLeader(model(SampleStudies.empty()))).isEqualTo("No trial has begun yet.");
        assertThat(Verdict.withoutLeader(model(SampleStudies.allFailed()))).startsWith("All 3 trials failed.");
        StudyBuilder begun = SampleStudies.builder("begun");
        begun.run(configuration(1e-3, 32, 2, 0, "adamw"), "worker-1").suggest(configuration(2e-3, 32, 2, 0, "adamw"));
        assertThat(Verdict.withoutLeader(model(begun.view())))
                .isEqualTo("No trial has a score yet: 1 waiting, 1 running.");
    }

    @Test
    void warnsWhenTheIntervalsOverlap() {
        StudyBuilder close = SampleStudies.builder("close");
        close.run(configuration(1e-3, 32, 1, 0, "adamw"), "worker-1", 0.70).complete(1, "");
        close.run(configuration(2e-3, 32, 1, 0, "adamw"), "worker-1", 0.71).complete(2, "");
        close.run(configuration(3e-3, 32, 1, 0, "adamw"), "worker-1", 0.20).complete(3, "");
        ReportModel model = model(close.view());
        assertThat(Trust.remarks(model, model.leader().orElseThrow()))
                .anyMatch(remark ->
                        remark.startsWith("1 of the 2 other scored trials has a 95 % interval that overlaps"));
    }

    @Test
    void explainsAPrunedTrialOnTopOfTheChampion() {
        StudyBuilder study = SampleStudies.builder("pruned-first");
        study.run(configuration(1e-3, 32, 4, 0, "adamw"), "worker-1", 0.90).prune(1, "2nd of 2");
        study.run(configuration(2e-3, 32, 1, 0, "adamw"), "worker-1", 0.71).complete(2, "");
        ReportModel model = model(study.finish("the budget of trials is spent")
                .promote(champion(2, 0.6))
                .view());
        TrialRow leader = model.leader().orElseThrow();
        assertThat(leader.trial().id()).isEqualTo(2);
        assertThat(Verdict.of(model, leader)).startsWith("Trial 2 won with accuracy 0.7100 on validation.");
        assertThat(Trust.remarks(model, leader))
                .contains("Trial 1 has a higher rank but is pruned: completed trials go first.")
                .anyMatch(remark -> remark.endsWith("it is 0.1100 worse than on validation."));
    }

    private static StudyBuilder twoTrials(Metric metric) {
        StudyBuilder study = new StudyBuilder(SampleStudies.spec("two", metric, SampleStudies.space()));
        study.run(configuration(1e-3, 32, 1, 0, "adamw"), "worker-1", 0.60).complete(1, "");
        study.run(configuration(2e-3, 32, 1, 0, "adamw"), "worker-1", 0.70).complete(2, "");
        return study.finish("the budget of trials is spent");
    }

    private static Champion champion(int trial, double accuracy) {
        return new Champion(trial, 1, "/models/two", Map.of("accuracy", accuracy), 500, List.of(), List.of());
    }

    private static String verdict(StudyView study) {
        ReportModel model = model(study);
        return Verdict.of(model, model.leader().orElseThrow());
    }

    private static ReportModel model(StudyView study) {
        return ReportModel.of(study, SampleStudies.context());
    }
}
