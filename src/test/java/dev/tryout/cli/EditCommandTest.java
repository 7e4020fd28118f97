package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.cluster.Coordinator;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.studyfile.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a study that nobody works on, over its journal. */
class EditCommandTest {
    private static final String STUDY = """
            version: 1
            study: small
            seed: 3
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: 4}
            parameters:
              x: {min: 0.0, max: 1.0}
              optimizer: {values: [adamw, sgd]}
              epochs: 2
            initial: [{x: 0.9, optimizer: sgd}]
            command: [sh, train.sh]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private StudyFolder study() {
        return new StudyFolder(folder.resolve("studies/small"));
    }

    /** A coordinator begins the study, and ends without having had a worker. */
    @BeforeEach
    void begin() throws Exception {
        StudyFile file = StudyFile.read(write("small.yaml", STUDY));
        CountDownLatch opened = new CountDownLatch(1);
        Coordinator.Listener listener = new Coordinator.Listener() {
            @Override
            public void onUpdate(SupervisorMessage.Update update) {
                opened.countDown();
            }

            @Override
            public void onPromotionFailed(String reason) {}

            @Override
            public void onNotice(String text) {}

            @Override
            public void onFailure(String reason) {}
        };
        try (StudyFolder.Lock lock = study().lock().orElseThrow();
                Coordinator coordinator = Coordinator.start(
                        study(), "small", null, Optional.empty(), Study::of, new Promotion(study()), listener)) {
            Files.writeString(study().resolvedStudy(), file.resolved());
            coordinator.tell(
                    new SupervisorMessage.Begin(file.study(), ObjectiveJson.write(file.objective()), "", "test"));
            assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(study().address()).contains(coordinator.address());
        }
        assertThat(study().address()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int edit(String text) throws IOException {
        return edit("small", write("changed.yaml", text));
    }

    private int edit(String name, Path file) {
        String studies = folder.resolve("studies").toString();
        return Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "edit",
                name,
                file.toString(),
                "--studies",
                studies);
    }

    private StudyView view() throws IOException {
        return study().journal(null).replay().view();
    }

    @Test
    void changesTheStudyAndKeepsTheHistory() throws IOException {
        String changed = STUDY.replace("trials: 4", "trials: 9")
                .replace("max: 1.0", "max: 0.5")
                .replace("x: 0.9", "x: 0.3");
        assertThat(edit(changed)).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .containsExactly("budget.trials: 4 -> 9", "parameters.x: 0.0 to 1.0 -> 0.0 to 0.5");
        assertThat(view().spec().budget().trials()).isEqualTo(9);
        assertThat(view().edits())
                .singleElement()
                .extracting(StudyEvent.StudyEdited::changes)
                .isEqualTo(List.of("budget.trials: 4 -> 9", "parameters.x: 0.0 to 1.0 -> 0.0 to 0.5"));

        assertThat(StudyFile.read(study().resolvedStudy()).study().space())
                .isEqualTo(view().spec().space());
        assertThat(edit("small", study().resolvedStudy())).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("nothing to change: study 'small' is as ");
        assertThat(view().edits()).hasSize(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void namesEveryForbiddenChangeWithItsPlaceAndRemedyAndChangesNothing() throws IOException {
        String wrong = STUDY.replace("seed: 3", "seed: 4")
                .replace("trials: 4", "trials: 40")
                .replace("max: 1.0", "max: 2.0")
                .replace("  epochs: 2", "  epochs: 2\n  momentum: 0.9")
                .replace("train.sh]", "train.sh]\ngrace_seconds: 7\nworkers: 2");
        assertThat(edit(wrong)).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString().lines())
                .allMatch(line -> line.startsWith(folder.resolve("changed.yaml") + ":"))
                .extracting(line -> line.substring(line.indexOf(".yaml:") + 6))
                .containsExactly(
                        "3:1: 'seed' of a study that has begun cannot change: it is 3, found 4; put it back, or begin a new"
                                + " study with warm_start_from: [small]",
                        "12:3: parameter 'momentum' cannot be added; put it back, or begin a new study with"
                                + " warm_start_from: [small]",
                        "15:1: 'grace_seconds' of a study that has begun cannot change; put it back, or begin a new study"
                                + " with warm_start_from: [small]",
                        "16:1: 'workers' of a study that has begun cannot change; put it back, and use  ./tryout resume"
                                + " small --workers N");
        assertThat(view().edits()).isEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesAnotherStudysFileAndAnotherFoldersCommand() throws IOException {
        assertThat(edit(STUDY.replace("study: small", "study: other"))).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains("changed.yaml:2:1: 'study'", "it is small, found other");
        Path elsewhere = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("x.yaml"), STUDY);
        assertThat(edit("small", elsewhere)).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString())
                .contains("x.yaml:1:1: the folder that the command runs in, " + folder.toAbsolutePath());
    }

    @Test
    void refusesAFileWithMistakesAndAStudyThatIsNotThere() throws IOException {
        assertThat(edit(STUDY.replace("max: 1.0", "max: -1.0"))).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains("changed.yaml:9:").doesNotContain("\tat ");
        assertThat(edit("none", folder.resolve("changed.yaml"))).isEqualTo(ExitCode.STATE);
        assertThat(err.toString()).contains("no study 'none'", "studies here: small");
    }

    @Test
    void aProcessThatHoldsTheStudyAndDoesNotAnswerIsSaid() throws IOException {
        StudySpec spec = view().spec();
        StudyDoor door = new StudyDoor(study(), "small", Duration.ofMillis(500));
        try (StudyFolder.Lock lock = study().lock().orElseThrow()) {
            assertThatThrownBy(() -> door.edit(spec))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("study 'small': the process that works on it did not answer within")
                    .hasMessageContaining("./tryout status small");
        }
    }
}
