package dev.tryout.training.pretrained;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a BERT encoder and, from them, the names and shapes of its tensors, as Hugging Face's {@code BertModel} has
 * them. Its stages, in order, are the embeddings and each encoder layer.
 *
 * @param vocabulary rows of the word embedding
 * @param positions the longest text, in tokens
 * @param types kinds of segments; 0 where the model does not tell segments apart
 * @param hidden numbers for each token
 * @param intermediate width of the feed-forward part
 * @param normEpsilon of layer normalisation
 */
public record BertLayout(
        int vocabulary,
        int positions,
        int types,
        int hidden,
        int layers,
        int heads,
        int intermediate,
        double normEpsilon) {
    public BertLayout {
        for (int size : new int[] {vocabulary, positions, hidden, layers, heads, intermediate}) {
            if (size < 1) {
                throw new IllegalArgumentException("a backbone's sizes start at 1, got " + size);
            }
        }
        if (types < 0) {
            throw new IllegalArgumentException("token types start at 0, got " + types);
        }
        if (hidden % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not divide " + hidden + " hidden numbers");
        }
        if (!(normEpsilon > 0)) {
            throw new IllegalArgumentException("layer normalisation needs an epsilon above 0, got " + normEpsilon);
        }
    }

    /** How many stages can be frozen. */
    public int stages() {
        return layers + 1;
    }

    /** How the names of a stage's tensors begin: the embeddings for stage 0, then each layer. */
    public static String prefix(int stage) {
        return stage == 0 ? "embeddings." : "encoder.layer." + (stage - 1) + ".";
    }

    /** A stage's tensors, by full name. */
    public Map<String, List<Integer>> stage(int stage) {
        if (stage < 0 || stage >= stages()) {
            throw new IllegalArgumentException("no stage " + stage + " of " + stages());
        }
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        String prefix = prefix(stage);
        if (stage == 0) {
            tensors.put(prefix + "word_embeddings.weight", List.of(vocabulary, hidden));
            tensors.put(prefix + "position_embeddings.weight", List.of(positions, hidden));
            if (types > 0) {
                tensors.put(prefix + "token_type_embeddings.weight", List.of(types, hidden));
            }
        } else {
            for (String projection : List.of("query", "key", "value")) {
                putDense(tensors, prefix + "attention.self." + projection, hidden, hidden);
            }
            putDense(tensors, prefix + "attention.output.dense", hidden, hidden);
            putNorm(tensors, prefix + "attention.output.LayerNorm");
            putDense(tensors, prefix + "intermediate.dense", intermediate, hidden);
            putDense(tensors, prefix + "output.dense", hidden, intermediate);
        }
        putNorm(tensors, prefix + (stage == 0 ? "LayerNorm" : "output.LayerNorm"));
        return Collections.unmodifiableMap(tensors);
    }

    /** All tensors, by full name. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        for (int stage = 0; stage < stages(); stage++) {
            all.putAll(stage(stage));
        }
        return Collections.unmodifiableMap(all);
    }

    /** What is missing or of another shape among the tensors, for people; empty where all is well. */
    public List<String> faults(Map<String, List<Integer>> shapes) {
        List<String> faults = new ArrayList<>();
        tensors().forEach((name, shape) -> {
            if (!shape.equals(shapes.get(name))) {
                faults.add(name + " should have shape " + shape + ", got " + shapes.get(name));
            }
        });
        return faults;
    }

    private static void putDense(Map<String, List<Integer>> tensors, String name, int out, int in) {
        tensors.put(name + ".weight", List.of(out, in));
        tensors.put(name + ".bias", List.of(out));
    }

    private void putNorm(Map<String, List<Integer>> tensors, String name) {
        tensors.put(name + ".weight", List.of(hidden));
        tensors.put(name + ".bias", List.of(hidden));
    }
}
