package dev.tryout.training.finetune;

import java.util.Arrays;

/** How much the examples of each class count in training. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * The number of examples over the number of classes and the class's own examples (King and Zeng 2001, "Logistic regression
     * in rare events data"): all classes weigh the same together, and the mean weight of an example is 1.
     *
     * @param counts of each class's examples
     * @return a weight for each class; 0 for one without examples
     */
    static double[] balanced(int[] counts) {
        double examples = Arrays.stream(counts).asLongStream().sum();
        return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? 0 : examples / counts.length / count)
                .toArray();
    }
}
