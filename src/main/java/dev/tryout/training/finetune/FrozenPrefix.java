package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.cache.RowCache;
import dev.tryout.training.cache.Rows;
import dev.tryout.training.model.TextClassifier;
import dev.tryout.trial.PrefixUse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frozen stages of a trial's model. They are in evaluation mode always, so what they give is the same in every epoch of every
 * trial: it is computed once for a part of the data, from the nearest stage before that is known, and read from then on. Behind
 * the last stage it is pooled.
 */
final class FrozenPrefix {
    private final Workbench workbench;
    private final Inference inference;
    private final TextClassifier classifier;
    private final int depth;
    private final int stages;
    private final Map<EncodedData.Part, Rows> known = new EnumMap<>(EncodedData.Part.class);
    private PrefixUse use = PrefixUse.NONE;

    FrozenPrefix(Workbench workbench, Inference inference, TextClassifier classifier, int depth) {
        this.workbench = workbench;
        this.inference = inference;
        this.classifier = classifier;
        this.stages = workbench.layout().stages();
        this.depth = Math.min(depth, stages);
    }

    /** Has what an epoch needs of a part, computing it where no worker of this machine has yet. */
    void prepare(EncodedData data, EncodedData.Part part, Heartbeat heartbeat) throws InterruptedException {
        if (depth < PrefixStates.LEAST_DEPTH || workbench.cache().isOff()) {
            return;
        }
        Rows held = known.get(part);
        if (held != null) {
            use = use.plus(PrefixUse.hit(held.seconds()));
            return;
        }
        PrefixStates states = new PrefixStates(workbench, inference, classifier, data, part, depth);
        Optional<RowCache.Found> found = workbench.cache().get(states.key(), states, () -> heartbeat.beat(0));
        use = use.plus(found.map(FrozenPrefix::use).orElse(PrefixUse.miss(0)));
        found.ifPresent(there -> known.put(part, there.rows()));
    }

    private static PrefixUse use(RowCache.Found found) {
        return found.wasThere() ? PrefixUse.hit(found.rows().seconds()) : PrefixUse.miss(found.computedSeconds());
    }

    /** What the cache was good for since this was asked last; null where there was nothing for it to do. */
    @Nullable
    PrefixUse takeUse() {
        PrefixUse taken = use;
        use = PrefixUse.NONE;
        return taken.equals(PrefixUse.NONE) ? null : taken;
    }

    /**
     * The pooled states of a batch of a part, by way of what is known of it.
     *
     * @return shape (batch, hidden)
     */
    NDArray pooled(NDManager step, EncodedData data, EncodedData.Part part, int[] batch, boolean training) {
        Rows rows = known.get(part);
        if (rows == null) {
            return classifier.pooled(data.part(part).tokens(step, batch), training);
        }
        if (depth == stages) {
            return workbench.batches().single(step, rows, batch);
        }
        NDArray mask = data.part(part).mask(step, batch);
        NDArray states = workbench.batches().padded(step, rows, batch);
        return classifier.pooled(classifier.onward(states, mask, depth, stages, training), mask);
    }
}
