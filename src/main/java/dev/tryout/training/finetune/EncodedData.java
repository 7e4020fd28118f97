package dev.tryout.training.finetune;

import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import dev.tryout.training.data.TargetScale;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A study's data as token ids. */
final class EncodedData {
    private final List<String> labels;
    private final TargetScale scale;
    private final String fingerprint;
    private final Map<Part, EncodedPart> parts = new EnumMap<>(Part.class);

    /** What the data is split into. */
    enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** Gives the token ids of a part's examples. */
    @FunctionalInterface
    interface Tokens {
        int[][] of(Part part, List<Example> examples) throws InterruptedException;
    }

    EncodedData(LabelledData data, Tokens tokens) throws InterruptedException {
        labels = data.labels();
        scale = data.scale();
        fingerprint = data.fingerprint();
        for (Part part : Part.values()) {
            List<Example> examples = examples(data, part);
            parts.put(part, new EncodedPart(examples, tokens.of(part, examples)));
        }
    }

    private static List<Example> examples(LabelledData data, Part part) {
        return switch (part) {
            case TRAIN -> data.train();
            case VALIDATION -> data.validation();
            case TEST -> data.test();
        };
    }

    /** Class names; empty for a regression. */
    List<String> labels() {
        return labels;
    }

    /** Whether examples have classes; else they have numbers. */
    boolean hasClasses() {
        return !labels.isEmpty();
    }

    /** How many numbers a model says of an example: one for each class, or one. */
    int outputs() {
        return Math.max(1, labels.size());
    }

    /** What a regression's targets are trained on. */
    TargetScale scale() {
        return scale;
    }

    String fingerprint() {
        return fingerprint;
    }

    EncodedPart part(Part part) {
        return Objects.requireNonNull(parts.get(part));
    }
}
