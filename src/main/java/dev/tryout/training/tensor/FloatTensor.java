package dev.tryout.training.tensor;

import java.util.List;

/** 32-bit floats with a shape, row by row. The array is not copied: whoever hands it over leaves it alone. */
public final class FloatTensor {
    private final List<Integer> shape;
    private final float[] data;

    /** @param data as many values as the shape's product */
    public FloatTensor(List<Integer> shape, float[] data) {
        this.shape = List.copyOf(shape);
        this.data = data;
        if (sizeOf(this.shape) != data.length) {
            throw new IllegalArgumentException("shape " + shape + " does not hold " + data.length + " values");
        }
    }

    /** How many values a shape holds. */
    public static long sizeOf(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    public List<Integer> shape() {
        return shape;
    }

    public float[] data() {
        return data;
    }

    /** The transpose of a matrix. */
    public FloatTensor transposed() {
        if (shape.size() != 2) {
            throw new IllegalStateException("only a matrix can be transposed, not shape " + shape);
        }
        int rows = shape.get(0);
        int columns = shape.get(1);
        float[] turned = new float[data.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = data[row * columns + column];
            }
        }
        return new FloatTensor(List.of(columns, rows), turned);
    }
}
