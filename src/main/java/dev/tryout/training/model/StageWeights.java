package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.function.Function;

/** Gives a stage's DJL blocks their weights, under the names of Hugging Face, trained or frozen. */
final class StageWeights {
    private final Function<String, NDArray> arrays;
    private final boolean trained;

    /** @param arrays by full name; the same array each time */
    StageWeights(Function<String, NDArray> arrays, boolean trained) {
        this.arrays = arrays;
        this.trained = trained;
    }

    Linear linear(String name, int units) {
        Linear linear = Linear.builder().setUnits(units).build();
        give(linear, "weight", name + ".weight");
        give(linear, "bias", name + ".bias");
        return linear;
    }

    LayerNorm norm(String name, double epsilon) {
        LayerNorm norm = LayerNorm.builder().optEpsilon((float) epsilon).build();
        give(norm, "gamma", name + ".weight");
        give(norm, "beta", name + ".bias");
        return norm;
    }

    /** A parameter of a block's own. */
    Parameter parameter(String name) {
        Parameter parameter =
                Parameter.builder().setName(name).setType(Parameter.Type.WEIGHT).build();
        give(parameter, name);
        return parameter;
    }

    private void give(Block block, String parameter, String name) {
        give(block.getDirectParameters().get(parameter), name);
    }

    private void give(Parameter parameter, String name) {
        parameter.setArray(arrays.apply(name));
        parameter.freeze(!trained);
    }
}
