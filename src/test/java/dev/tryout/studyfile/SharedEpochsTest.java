package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.Finalists;
import dev.tryout.training.CommandSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study file says of shared epochs and finalists. */
class SharedEpochsTest {
    private static final String LISTED = StudyTexts.TASK
            .replace("learning_rate: {min: 1e-5, max: 1e-2, scale: log}", "learning_rate: {values: [1e-4, 1e-3]}")
            .replace("momentum: {min: 0.8, max: 0.99, when: {optimizer: sgd}}", "momentum: 0.9");
    private static final String PROGRAM = StudyTexts.COMMAND.replace("epochs: 5", "epochs: {min: 1, max: 5}");

    @TempDir
    private Path folder = Path.of("");

    private String sharing(String text) {
        return StudyTexts.read(folder, text).sharing().orElse("nothing");
    }

    private static String with(String parameters) {
        return LISTED.replace(
                "momentum: 0.9", "momentum: 0.9\n" + parameters.indent(2).stripTrailing());
    }

    @Test
    void saysWhyTrialsAreTrainedApartAndWhatWouldShareThem() {
        assertThat(sharing(LISTED))
                .isEqualTo(
                        "trials that differ only in epochs are trained apart: schedule linear and warmup 0.1 depend on"
                                + " the total; use schedule constant with warmup_steps or warmup 0 to share them");
        assertThat(sharing(with("schedule: constant"))).contains("trained apart: warmup 0.1 depends on the total");
        assertThat(sharing(with("warmup: 0.0"))).contains("trained apart: schedule linear depends on the total");
    }

    @Test
    void saysThatTrialsShare() {
        String shared = "trials that differ only in epochs share one run";
        assertThat(sharing(with("schedule: constant\nwarmup: 0.0"))).isEqualTo(shared);
        assertThat(sharing(with("schedule: constant\nwarmup_steps: 10"))).isEqualTo(shared);
        assertThat(sharing(with("schedule: {values: [constant, cosine]}\nwarmup: 0.0")))
                .startsWith("trials that differ only in epochs are, in part, trained apart: schedule cosine depends");
    }

    @Test
    void saysNothingWhereNoTwoTrialsCanDifferInEpochsAlone() {
        assertThat(sharing(StudyTexts.TASK)).isEqualTo("nothing");
        assertThat(sharing(LISTED.replace("epochs: {min: 1, max: 3}", "epochs: 3")))
                .isEqualTo("nothing");
    }

    @Test
    void aProgramsEpochsAreSharedOnRequestOnly() {
        assertThat(sharing(PROGRAM)).endsWith("set share_epochs: true where it does not");
        StudyFile file = StudyTexts.read(folder, PROGRAM + "share_epochs: true\n");
        assertThat(file.sharing()).contains("trials that differ only in epochs share one run");
        assertThat(((CommandSpec) file.objective()).shareEpochs()).isTrue();
        assertThat(StudyTexts.mistakes(folder, LISTED + "share_epochs: true\n")).isNotEmpty();
    }

    @Test
    void theResolvedStudySaysItAndReadsBack() {
        String text = PROGRAM + "share_epochs: true\nfinalists: {count: 3, seeds: 4}\n";
        StudyFile file = StudyTexts.read(folder, text);
        assertThat(file.resolved())
                .contains(
                        "# trials that differ only in epochs share one run.\nparameters:",
                        "# The finals train up to 3 trials again with 3 more seeds each: 9 runs beyond the budget.\n"
                                + "finalists: {count: 3, seeds: 4}",
                        "share_epochs: true");
        StudyFile again = StudyTexts.read(folder, file.resolved());
        assertThat(again.study()).isEqualTo(file.study());
        assertThat(again.objective()).isEqualTo(file.objective());
        assertThat(again.study().finalists()).isEqualTo(new Finalists(3, 4));
    }

    @Test
    void finalistsAreRefusedWithTheirPlaceAndRemedy() {
        assertThat(StudyTexts.mistakes(folder, LISTED + "finalists: {count: 0, seeds: 1}\n"))
                .hasSize(2)
                .allMatch(mistake -> mistake.contains("a whole number from"));
        assertThat(StudyTexts.mistakes(
                        folder,
                        LISTED + "finalists: {count: 2, seeds: 2}\ntrade_off: [{name: loss, goal: minimize}]\n"))
                .singleElement()
                .asString()
                .contains("finalists are ranked by one metric", "leave out finalists or trade_off");
    }

    @Test
    void aStudyWithoutFinalistsHasNone() {
        assertThat(StudyTexts.read(folder, LISTED).study().finalists()).isNull();
    }
}
