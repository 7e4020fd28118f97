package dev.tryout.training.cache;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/** Rows for tests, all of them different. */
final class RowsFixture {
    static final RowKey KEY = RowKey.of(Map.of("model", "m", "depth", "3"));
    static final RowKey OTHER = RowKey.of(Map.of("model", "m", "depth", "4"));

    private RowsFixture() {}

    /** The numbers of a row. */
    static float[] row(RowLayout layout, int row) {
        Random random = new Random(row);
        float[] values = new float[layout.length(row) * layout.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    static void fill(RowSink sink) throws IOException {
        for (int row = sink.layout().rows() - 1; row >= 0; row--) {
            sink.put(row, row(sink.layout(), row), 0);
        }
    }

    static float[] read(Rows rows, int row) {
        FloatBuffer values =
                FloatBuffer.allocate(rows.layout().length(row) * rows.layout().width());
        rows.copy(row, values);
        return values.array();
    }

    static Recipe recipe(RowLayout layout) {
        return new Recipe() {
            @Override
            public RowLayout layout() {
                return layout;
            }

            @Override
            public double fill(RowSink sink, Beat beat) throws IOException, InterruptedException {
                beat.beat();
                RowsFixture.fill(sink);
                return 0;
            }
        };
    }
}
