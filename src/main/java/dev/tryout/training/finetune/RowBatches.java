package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.cache.RowLayout;
import dev.tryout.training.cache.Rows;
import dev.tryout.training.engine.DeviceArrays;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Gathers cached rows into batches on the device. All batches go through one buffer outside of the heap: a new one for each would
 * stay there until the next garbage collection. For one thread.
 */
final class RowBatches {
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    /**
     * Rows of some tokens each, padded with zeros to the longest.
     *
     * @return shape (batch, length, width)
     */
    NDArray padded(NDManager manager, Rows rows, int[] batch) {
        RowLayout layout = rows.layout();
        int length = 0;
        for (int row : batch) {
            length = Math.max(length, layout.length(row));
        }
        int stride = length * layout.width();
        FloatBuffer floats = floats(batch.length * stride);
        for (int i = 0; i < batch.length; i++) {
            rows.copy(batch[i], floats.position(i * stride));
            while (floats.position() < (i + 1) * stride) {
                floats.put(0);
            }
        }
        return DeviceArrays.create(manager, filled(floats), new Shape(batch.length, length, layout.width()));
    }

    /**
     * Rows of one token each.
     *
     * @return shape (batch, width)
     */
    NDArray single(NDManager manager, Rows rows, int[] batch) {
        FloatBuffer floats = floats(batch.length * rows.layout().width());
        for (int row : batch) {
            rows.copy(row, floats);
        }
        return DeviceArrays.create(
                manager, filled(floats), new Shape(batch.length, rows.layout().width()));
    }

    private FloatBuffer floats(int count) {
        int bytes = Math.multiplyExact(count, Float.BYTES);
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        return buffer.clear().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private ByteBuffer filled(FloatBuffer floats) {
        return buffer.duplicate().order(ByteOrder.nativeOrder()).limit(floats.position() * Float.BYTES);
    }
}
