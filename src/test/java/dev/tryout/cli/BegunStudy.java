package dev.tryout.cli;

import dev.tryout.cluster.Coordinator;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.Study;
import dev.tryout.studyfile.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A study that a coordinator began, and that never had a worker. */
final class BegunStudy {
    static final String NAME = "small";

    private static final String STUDY = """
            version: 1
            study: small
            seed: 3
            metric: {name: loss, goal: minimize}
            method: random
            budget: {trials: 4}
            parameters:
              x: {min: 0.0, max: 1.0}
              epochs: 2
            command: [sh, train.sh]
            """;

    private BegunStudy() {}

    /** Begins it, its folder among the studies of another folder. */
    static void in(Path folder) throws Exception {
        StudyFile file = StudyFile.read(Files.writeString(folder.resolve("small.yaml"), STUDY));
        StudyFolder study = new StudyFolder(folder.resolve("studies").resolve(NAME));
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
        try (Coordinator coordinator =
                Coordinator.start(study, NAME, null, Optional.empty(), Study::of, new Promotion(study), listener)) {
            coordinator.tell(
                    new SupervisorMessage.Begin(file.study(), ObjectiveJson.write(file.objective()), "", "test"));
            if (!opened.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the study did not begin");
            }
        }
    }
}
