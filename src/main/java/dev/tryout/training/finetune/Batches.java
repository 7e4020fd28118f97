package dev.tryout.training.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples go together: any, or texts of like length, so that little is padding. Then shuffled examples are cut into groups of
 * some batches, each group is sorted by length and cut into batches, and the batches are shuffled.
 */
final class Batches {
    private static final int BATCHES_IN_GROUP = 24;

    private Batches() {}

    /** An epoch of training: every example once, in batches of the size, the last of which may be smaller. */
    static List<int[]> shuffled(int examples, int batchSize, long seed) {
        List<Integer> order = indices(examples);
        Collections.shuffle(order, new Random(seed));
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < examples; start += batchSize) {
            batches.add(array(order.subList(start, Math.min(examples, start + batchSize))));
        }
        return batches;
    }

    /**
     * The same with texts of like length together; any batch may be the smaller one.
     *
     * @param lengths of the examples, in tokens
     */
    static List<int[]> bucketed(int[] lengths, int batchSize, long seed) {
        Random random = new Random(seed);
        List<Integer> order = indices(lengths.length);
        Collections.shuffle(order, random);
        List<int[]> batches = new ArrayList<>();
        int group = batchSize * BATCHES_IN_GROUP;
        for (int start = 0; start < order.size(); start += group) {
            List<Integer> members = order.subList(start, Math.min(order.size(), start + group));
            batches.addAll(cut(members, lengths, batchSize));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /**
     * Every example once, by length: for evaluation, where the order changes nothing.
     *
     * @param maxExamples of a batch
     * @param maxTokens of a batch, padding included; a longer example is a batch of its own
     */
    static List<int[]> byLength(int[] lengths, int maxExamples, int maxTokens) {
        List<Integer> sorted = sorted(indices(lengths.length), lengths);
        List<int[]> batches = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < sorted.size(); i++) {
            int count = i - start;
            if (count == maxExamples || (count > 0 && (count + 1) * (long) lengths[sorted.get(i)] > maxTokens)) {
                batches.add(array(sorted.subList(start, i)));
                start = i;
            }
        }
        if (start < sorted.size()) {
            batches.add(array(sorted.subList(start, sorted.size())));
        }
        return batches;
    }

    /** How many batches an epoch has. */
    static int count(int examples, int batchSize) {
        int group = batchSize * BATCHES_IN_GROUP;
        int last = examples % group;
        return examples / group * BATCHES_IN_GROUP + (last + batchSize - 1) / batchSize;
    }

    private static List<int[]> cut(List<Integer> members, int[] lengths, int batchSize) {
        List<Integer> sorted = sorted(members, lengths);
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < sorted.size(); start += batchSize) {
            batches.add(array(sorted.subList(start, Math.min(sorted.size(), start + batchSize))));
        }
        return batches;
    }

    private static List<Integer> sorted(List<Integer> members, int[] lengths) {
        return members.stream().sorted(Comparator.comparingInt(i -> lengths[i])).toList();
    }

    private static int[] array(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> indices(int size) {
        Integer[] indices = new Integer[size];
        Arrays.setAll(indices, i -> i);
        return Arrays.asList(indices);
    }
}
