package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import dev.tryout.training.TrainingSettings.Precision;
import dev.tryout.training.engine.Kernels;

/**
 * Mixed precision (Micikevicius et al. 2018, Mixed Precision Training, section 3.1): weights stay in 32 bits, are rounded for a
 * product alone, and get their gradients in 32 bits. With the range of 32-bit floats, bfloat16 needs no scaling of the loss
 * (Kalamkar et al. 2019, A Study of BFLOAT16 for Deep Learning Training, section 3).
 */
record Bfloat16Products(Kernels kernels) implements MatrixProducts {
    @Override
    public Precision precision() {
        return Precision.BFLOAT16;
    }

    @Override
    public NDArray factor(NDArray array) {
        return kernels.toBfloat16(array.getManager(), array);
    }

    @Override
    public NDArray linear(ParameterStore store, Linear layer, NDArray input, boolean training) {
        return Linear.linear(
                        input,
                        rounded(store, layer, "weight", input, training),
                        rounded(store, layer, "bias", input, training))
                .singletonOrThrow();
    }

    /** Freed with the input, not with the weights. */
    private NDArray rounded(ParameterStore store, Linear layer, String name, NDArray input, boolean training) {
        NDArray array = store.getValue(layer.getDirectParameters().get(name), input.getDevice(), training);
        return kernels.toBfloat16(input.getManager(), array);
    }

    @Override
    public NDArray whole(NDArray product) {
        return kernels.toFloat32(product);
    }
}
