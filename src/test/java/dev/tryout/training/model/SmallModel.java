package dev.tryout.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.pretrained.BertLayout;
import dev.tryout.training.tensor.FloatTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tiny model with three classes and random weights, the same each time. */
final class SmallModel {
    static final BertLayout LAYOUT = new BertLayout(50, 16, 2, 8, 2, 2, 16, 1e-12);
    private static final int CLASSES = 3;

    private SmallModel() {}

    static Map<String, NDArray> weights(NDManager manager) {
        Random random = new Random(1);
        Map<String, NDArray> weights = new HashMap<>();
        LAYOUT.tensors()
                .forEach((name, shape) -> weights.put(TextClassifier.BACKBONE + name, draw(manager, random, shape)));
        weights.put(TextClassifier.HEAD_WEIGHT, draw(manager, random, List.of(CLASSES, LAYOUT.hidden())));
        weights.put(TextClassifier.HEAD_BIAS, draw(manager, random, List.of(CLASSES)));
        return weights;
    }

    private static NDArray draw(NDManager manager, Random random, List<Integer> shape) {
        float[] values = new float[(int) FloatTensor.sizeOf(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return DeviceArrays.create(manager, new FloatTensor(shape, values));
    }
}
