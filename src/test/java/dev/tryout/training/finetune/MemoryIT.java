package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial leaves nothing on the device. */
class MemoryIT {
    @Test
    void noTrialLeavesAnArrayBehind(@TempDir Path folder) throws Exception {
        try (FineTuning tuning = FineTuningFixture.over(Glosses.draw(48, 16, 1))) {
            NDManager manager = tuning.workbench().manager();
            int before = manager.getManagedArrays().size();
            int depth = 0;
            for (String optimizer : new String[] {"adamw", "sgd", "adamw", "adamw"}) {
                Path own = Files.createDirectory(folder.resolve("trial" + depth));
                Map<String, Object> settings =
                        Map.of("freeze_depth", 7 - depth, "optimizer", optimizer, "label_smoothing", 0.1);
                tuning.run(new FakeRun(depth + 1, settings, 1, own));
                depth++;
                assertThat(manager.getManagedArrays()).hasSize(before);
            }
        }
    }
}
