package dev.tryout.training.cache;

import java.io.IOException;

/** How rows are made, where nobody has them yet. */
public interface Recipe {
    /** How long the rows are; asked before they are computed, perhaps more than once. */
    RowLayout layout() throws InterruptedException;

    /**
     * Computes every row.
     *
     * @param beat to be called between two batches
     * @return the seconds that the rows took which these were computed from; 0 where there were none
     * @throws IOException where the sink could not take a row; not to be caught
     */
    double fill(RowSink sink, Beat beat) throws IOException, InterruptedException;
}
