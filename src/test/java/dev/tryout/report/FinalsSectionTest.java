package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.StudyView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shared epochs and finals in all three forms of the report. */
class FinalsSectionTest {
    private static final String RULE = "trials that differ only in epochs share one run";

    private static ReportModel model(StudyView study) {
        ReportContext context = SampleStudies.context();
        return ReportModel.of(
                study,
                new ReportContext(context.resolvedStudy(), context.versions(), context.validationExamples(), RULE));
    }

    private final ReportModel model = model(SampleStudies.finals());

    @Test
    void saysWhoCannotBeToldApartFromTheBest() {
        assertThat(model.finals().verdict())
                .isEqualTo("Trial 4 has the best mean of its seeds, 0.7433 with standard deviation 0.0153."
                        + " It cannot be told apart from trial 1: the choice among these may be chance.");
        assertThat(model.finals().pValue(2)).isLessThan(0.001);
    }

    @Test
    void theHeadlineNamesTheRunThatWasPromoted() {
        String html = HtmlReport.render(model);
        assertThat(html)
                .contains(
                        "Champion: seed 2 of trial 4",
                        "Its best run is seed 2 of trial 4, with accuracy 0.7600 on validation. On the test part",
                        "3 finalists were trained with 3 seeds",
                        "The best trials, with 3 seeds each")
                .doesNotContain("how much the score varies from seed to seed was not measured");
    }

    @Test
    void theLeaderboardHasTheSearchAlone() {
        assertThat(model.searched()).hasSize(5);
        assertThat(model.rows()).hasSize(11);
        assertThat(model.ranked()).extracting(row -> row.trial().id()).containsExactly(1, 3, 4, 2, 5);
    }

    @Test
    void sharedEpochsAreSavedAndNotSpent() {
        Savings.Part sharing = model.savings().sharing();
        assertThat(sharing).isEqualTo(new Savings.Part(2, 5, 5 * StudyBuilder.EPOCH_SECONDS));
        assertThat(model.study().epochsSpent()).isEqualTo(4 + 3 + 2 + 2 * (4 + 3 + 2));
        assertThat(HtmlReport.render(model))
                .contains(
                        "Trials that differ only in epochs share one run. 2 trials took 5 epochs over from others of their run, which saved 40 s.",
                        "shares epochs 1–3 of the run of trial 1",
                        "Saved by sharing");
    }

    @Test
    void tablesTellRunsAndRepeats() {
        List<String> csv = CsvReport.render(model).lines().toList();
        assertThat(csv.get(0)).endsWith("front,run,shared_epochs,repeats");
        assertThat(csv).anyMatch(line -> line.startsWith("2,3,complete") && line.endsWith(",1,3,"));
        assertThat(csv).anyMatch(line -> line.startsWith(",7,complete") && line.endsWith(",7,0,4"));
        assertThat(JsonReport.render(model)).contains("\"by_sharing\"", "\"finals\"", "\"repeats\" : 4");
    }

    @Test
    void finalsThatAreNotOverNameNobody() {
        StudyBuilder study = SampleStudies.builder("unfinished");
        study.run(SampleStudies.configuration(1e-3, 32, 1, 3, "adamw"), "worker-1", 0.6)
                .complete(1, "")
                .beginFinals("the budget of trials is spent", 2, 1)
                .repeat(1, 2, 0.7);
        ReportModel unfinished = model(study.view());
        assertThat(unfinished.finals().verdict()).isEqualTo("The finals are not over.");
        assertThat(unfinished.leader()).map(row -> row.trial().id()).contains(1);
        assertThat(HtmlReport.render(unfinished)).contains("The finals are not over.", "Leading so far: trial 1");
    }
}
