package dev.tryout.training.pretrained;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The architectures that can be fine-tuned. They compute the same; they differ in what Hugging Face calls their tensors, and in
 * DistilBERT having no token types (Sanh et al. 2019, DistilBERT, section 3). Within Tryout a tensor has BERT's name always.
 */
public enum Family {
    BERT("bert", "BertForSequenceClassification"),
    DISTILBERT("distilbert", "DistilBertForSequenceClassification");

    /** Parts of BERT's names, and what DistilBERT calls them; those that hold others come first. */
    private static final Map<String, String> DISTILBERT_PARTS = distilBertParts();

    private final String modelType;
    private final String architecture;

    Family(String modelType, String architecture) {
        this.modelType = modelType;
        this.architecture = architecture;
    }

    private static Map<String, String> distilBertParts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("encoder.layer.", "transformer.layer.");
        parts.put(".attention.self.query.", ".attention.q_lin.");
        parts.put(".attention.self.key.", ".attention.k_lin.");
        parts.put(".attention.self.value.", ".attention.v_lin.");
        parts.put(".attention.output.dense.", ".attention.out_lin.");
        parts.put(".attention.output.LayerNorm.", ".sa_layer_norm.");
        parts.put(".intermediate.dense.", ".ffn.lin1.");
        parts.put(".output.dense.", ".ffn.lin2.");
        parts.put(".output.LayerNorm.", ".output_layer_norm.");
        return parts;
    }

    /** The family that a config.json's {@code model_type} names. */
    public static Optional<Family> of(String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(modelType))
                .findFirst();
    }

    static List<String> modelTypes() {
        return Arrays.stream(values()).map(Family::modelType).toList();
    }

    public String modelType() {
        return modelType;
    }

    /** The class that a fine-tuned classifier is of, in Hugging Face's library. */
    public String architecture() {
        return architecture;
    }

    /** What stands before a backbone's tensor in a file that also holds a head. */
    public String prefix() {
        return modelType + ".";
    }

    /**
     * What this family's classifier calls a tensor.
     *
     * @param name what {@code BertForSequenceClassification} calls it
     */
    public String classifierTensorName(String name) {
        return name.startsWith(BERT.prefix())
                ? prefix() + tensorName(name.substring(BERT.prefix().length()))
                : name;
    }

    /**
     * What this family calls a backbone's tensor, without the {@link #prefix}.
     *
     * @param name BERT's
     */
    public String tensorName(String name) {
        if (this == BERT) {
            return name;
        }
        String named = name;
        for (Map.Entry<String, String> part : DISTILBERT_PARTS.entrySet()) {
            named = named.replace(part.getKey(), part.getValue());
        }
        return named;
    }
}
