package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import dev.tryout.training.TrainingSettings.Precision;
import dev.tryout.training.engine.Kernels;

/** In what a model's stages multiply matrices. Everything else of a model, its weights first of all, is in 32 bits. */
public interface MatrixProducts {
    /** Products in 32 bits. */
    MatrixProducts FLOAT32 = new MatrixProducts() {
        @Override
        public Precision precision() {
            return Precision.FLOAT32;
        }

        @Override
        public NDArray factor(NDArray array) {
            return array;
        }

        @Override
        public NDArray linear(ParameterStore store, Linear layer, NDArray input, boolean training) {
            return layer.forward(store, new NDList(input), training).singletonOrThrow();
        }

        @Override
        public NDArray whole(NDArray product) {
            return product;
        }
    };

    static MatrixProducts of(Precision precision, Kernels kernels) {
        return precision == Precision.BFLOAT16 ? new Bfloat16Products(kernels) : FLOAT32;
    }

    Precision precision();

    /** An array of 32-bit floats, to be multiplied. */
    NDArray factor(NDArray array);

    /**
     * A linear layer's output, a product.
     *
     * @param input a {@link #factor}
     */
    NDArray linear(ParameterStore store, Linear layer, NDArray input, boolean training);

    /** A product of factors, in 32 bits. */
    NDArray whole(NDArray product);
}
