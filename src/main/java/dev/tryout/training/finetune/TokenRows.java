package dev.tryout.training.finetune;

import dev.tryout.training.cache.Beat;
import dev.tryout.training.cache.Element;
import dev.tryout.training.cache.Recipe;
import dev.tryout.training.cache.RowCache;
import dev.tryout.training.cache.RowKey;
import dev.tryout.training.cache.RowLayout;
import dev.tryout.training.cache.RowSink;
import dev.tryout.training.cache.Rows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Token ids, a row for each text: tokenised once for a machine. */
final class TokenRows implements Recipe {
    private final Supplier<int[][]> tokenise;
    private int @Nullable [][] ids;

    /** @param tokenise the ids of each text */
    TokenRows(Supplier<int[][]> tokenise) {
        this.tokenise = tokenise;
    }

    /** The ids of each text, from the cache where it has them or can take them. */
    int[][] through(RowCache cache, RowKey key) throws InterruptedException {
        Optional<Rows> found = cache.get(key, this, TokenRows::heedInterruption).map(RowCache.Found::rows);
        if (ids == null && found.isPresent()) {
            Rows rows = found.get();
            int[][] read = new int[rows.layout().rows()][];
            Arrays.setAll(read, rows::ints);
            return read;
        }
        return ids();
    }

    private static void heedInterruption() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while tokenising");
        }
    }

    private int[][] ids() {
        if (ids == null) {
            ids = tokenise.get();
        }
        return ids;
    }

    @Override
    public RowLayout layout() {
        return new RowLayout(
                Element.INT32,
                1,
                Arrays.stream(ids()).mapToInt(row -> row.length).toArray());
    }

    @Override
    public double fill(RowSink sink, Beat beat) throws IOException, InterruptedException {
        int[][] rows = ids();
        for (int row = 0; row < rows.length; row++) {
            sink.put(row, rows[row]);
        }
        return 0;
    }
}
