package dev.tryout.training.finetune;

import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.cache.CacheSettings;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.device.Device;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;

/** A fine-tuning objective over few glosses. */
final class FineTuningFixture {
    static final Metric ACCURACY = new Metric("accuracy", Goal.MAXIMIZE);

    private FineTuningFixture() {}

    static TaskSpec task() {
        DataSpec data = new DataSpec(DataSpec.WORDNET_NOUNS, null, "text", null, "label", null, 0.2, 0.2);
        return new TaskSpec(TaskType.TEXT_CLASSIFICATION, TaskSpec.MINILM, data, 24);
    }

    static FineTuning over(LabelledData data) {
        return new FineTuning(task(), ACCURACY, (spec, seed) -> data, Device.cpu(2), CacheSettings.inMemory(64 << 20));
    }
}
