package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.cache.Beat;
import dev.tryout.training.cache.Element;
import dev.tryout.training.cache.Recipe;
import dev.tryout.training.cache.RowKey;
import dev.tryout.training.cache.RowLayout;
import dev.tryout.training.cache.RowSink;
import dev.tryout.training.cache.Rows;
import dev.tryout.training.model.TextClassifier;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the states behind a model's first stages are computed, for each example of a part: from the deepest stage before that is
 * known, or from the texts.
 *
 * @param depth how many stages, {@link #LEAST_DEPTH} at least; behind all of them the states are pooled
 */
record PrefixStates(
        Workbench workbench,
        Inference inference,
        TextClassifier classifier,
        EncodedData data,
        EncodedData.Part part,
        int depth)
        implements Recipe {
    /** Looking embeddings up costs no more than reading what was looked up. */
    static final int LEAST_DEPTH = 2;

    /**
     * Where computing begins.
     *
     * @param depth how many stages are behind it
     * @param rows the states there; nothing at the texts
     */
    private record Start(int depth, Optional<Rows> rows) {}

    RowKey key() {
        return workbench.keys().states(data, part, classifier.precision(), depth, isPooled());
    }

    private boolean isPooled() {
        return depth == workbench.layout().stages();
    }

    @Override
    public RowLayout layout() {
        int[] lengths = data.part(part).lengths().clone();
        if (isPooled()) {
            Arrays.fill(lengths, 1);
        }
        return new RowLayout(workbench.keys().kept(), workbench.layout().hidden(), lengths);
    }

    @Override
    public double fill(RowSink sink, Beat beat) throws IOException, InterruptedException {
        Start start = start();
        inference.over(
                data.part(part).lengths(),
                done -> beat.beat(),
                (manager, batch) -> put(sink, batch, states(manager, batch, start)));
        return start.rows().map(Rows::seconds).orElse(0.0);
    }

    /** What was rounded to halves is not built upon: errors would add up, and depend on what happened to be there. */
    private Start start() throws InterruptedException {
        for (int from = depth - 1; from >= LEAST_DEPTH && workbench.keys().kept() == Element.FLOAT32; from--) {
            Optional<Rows> rows =
                    workbench.cache().find(new PrefixStates(workbench, inference, classifier, data, part, from).key());
            if (rows.isPresent()) {
                return new Start(from, rows);
            }
        }
        return new Start(1, Optional.empty());
    }

    private NDArray states(NDManager step, int[] batch, Start start) {
        EncodedPart texts = data.part(part);
        NDArray mask = texts.mask(step, batch);
        NDArray states = start.rows()
                .map(rows -> workbench.batches().padded(step, rows, batch))
                .orElseGet(() -> classifier.embedded(texts.tokens(step, batch), false));
        NDArray reached = classifier.onward(states, mask, start.depth(), depth, false);
        return isPooled() ? classifier.pooled(reached, mask) : reached;
    }

    private static void put(RowSink sink, int[] batch, NDArray states) throws IOException {
        float[] values = states.toFloatArray();
        int stride = values.length / batch.length;
        for (int row = 0; row < batch.length; row++) {
            sink.put(batch[row], values, row * stride);
        }
    }
}
