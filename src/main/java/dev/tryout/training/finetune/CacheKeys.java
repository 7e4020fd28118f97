package dev.tryout.training.finetune;

import dev.tryout.training.Pooling;
import dev.tryout.training.TrainingSettings.Precision;
import dev.tryout.training.cache.Element;
import dev.tryout.training.cache.RowKey;
import java.util.Locale;
import java.util.Map;

/**
 * What token ids and a frozen prefix's activations depend on.
 *
 * @param model SHA-256 of the pre-trained weights, in hex
 * @param tokenizer SHA-256 of the tokenizer, in hex
 * @param pooling of the wholly frozen backbone's states
 * @param maxLength tokens kept of a text
 * @param engine version, flavour and platform: others round in another way
 * @param kept in which form activations are kept
 */
record CacheKeys(String model, String tokenizer, Pooling pooling, int maxLength, String engine, Element kept) {
    /** Another one wherever the same texts and the same model come to give other rows. */
    private static final String FORM = "2-";

    /**
     * @param precision in which they are computed
     * @param depth how many stages they are behind
     */
    RowKey states(EncodedData data, EncodedData.Part part, Precision precision, int depth, boolean isPooled) {
        return RowKey.of(Map.of(
                "rows",
                FORM + "states",
                "model",
                model,
                "tokenizer",
                tokenizer,
                "max_length",
                Integer.toString(maxLength),
                "engine",
                engine,
                "precision",
                name(precision) + " as " + name(kept),
                "data",
                data.fingerprint(),
                "part",
                name(part),
                "depth",
                Integer.toString(depth),
                "pooling",
                isPooled ? pooling.spelling() : "none"));
    }

    /** @param fingerprint of the data */
    RowKey tokens(String fingerprint, EncodedData.Part part) {
        return RowKey.of(Map.of(
                "rows",
                FORM + "tokens",
                "tokenizer",
                tokenizer,
                "max_length",
                Integer.toString(maxLength),
                "data",
                fingerprint,
                "part",
                name(part)));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
