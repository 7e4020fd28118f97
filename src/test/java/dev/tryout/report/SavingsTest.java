package dev.tryout.report;

import static dev.tryout.report.SampleStudies.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.study.StudyView;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.PrefixUse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavingsTest {
    @Test
    void countsTheEpochsThatStoppedTrialsDidNotTrain() {
        Savings savings = Savings.of(SampleStudies.everyState());
        // Trial 3: pruned at 2 of 9. Trial 4: stopped early at 4 of 9. An epoch took 8 s.
        assertThat(savings.scheduler()).isEqualTo(new Savings.Part(1, 7, 56));
        assertThat(savings.earlyStopping()).isEqualTo(new Savings.Part(1, 5, 40));
        assertThat(savings.epochs()).isEqualTo(12);
        assertThat(savings.seconds()).isCloseTo(96, within(1e-9));
    }

    @Test
    void doesNotCountWhatTheBudgetCutOff() {
        StudyBuilder study = SampleStudies.builder("cut");
        study.run(configuration(1e-3, 32, 9, 0, "adamw"), "worker-1", 0.5, 0.6)
                .complete(1, "the budget of epochs is spent at epoch 2 of 9");
        study.run(configuration(1e-3, 32, 9, 0, "adamw"), "worker-1", 0.5).fail(2, "out of memory");
        assertThat(Savings.of(study.view()).epochs()).isZero();
    }

    @Test
    void theReportSaysHowOftenFrozenStagesWereFoundComputed() {
        StudyBuilder study = SampleStudies.builder("prefix");
        study.run(configuration(1e-3, 32, 3, 4, "adamw"), "worker-1", 0.5);
        study.measure(1, measurement(2, PrefixUse.miss(30)));
        study.measure(1, measurement(3, PrefixUse.hit(12).plus(PrefixUse.hit(3)).plus(PrefixUse.hit(30))));

        assertThat(html(study.view()))
                .contains(
                        "found computed 3 times of 4, 75 %. Computing it took 30 s, and finding it saved about 45 s.");
        assertThat(html(SampleStudies.everyState())).doesNotContain("Prefix cache");
    }

    private static Measurement measurement(int epoch, PrefixUse use) {
        return new Measurement(epoch, Map.of("accuracy", 0.6), 8, use);
    }

    private static String html(StudyView study) {
        return HtmlReport.render(ReportModel.of(study, new ReportContext("", Map.of(), null)));
    }

    @Test
    void isNothingForAStudyWithoutTrials() {
        assertThat(Savings.of(SampleStudies.empty()).seconds()).isZero();
    }
}
