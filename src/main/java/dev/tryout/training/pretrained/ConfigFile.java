package dev.tryout.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.training.Pooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A config.json as Hugging Face's library writes it for the families that can be fine-tuned.
 *
 * @param pooling what a champion's folder says; null where the folder is not Tryout's
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/bert#transformers.BertConfig">BERT's keys</a>
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/distilbert#transformers.DistilBertConfig">DistilBERT's</a>
 */
public record ConfigFile(
        Family family, BertLayout layout, @Nullable Pooling pooling) {
    public static final String NAME = "config.json";

    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_LAYERS = 128;
    private static final int MOST_ROWS = 4_000_000;
    private static final int MOST_WIDTH = 65_536;
    private static final double DEFAULT_EPSILON = 1e-12;
    private static final String REMEDY = "use a BERT or DistilBERT encoder, or mend the value";

    /** @throws UnsuitableModelException where the file is missing or malformed, or no model that can be fine-tuned */
    public static ConfigFile read(Path folder) throws IOException {
        return read(ModelDirectory.of(folder));
    }

    /** Likewise. */
    static ConfigFile read(ModelDirectory folder) throws IOException {
        Path file = folder.path(NAME);
        JsonNode root = JsonFile.object(folder, NAME, MOST_BYTES, "copy the model's " + NAME + " beside its weights");
        return new Reader(file, root).read();
    }

    private static final class Reader {
        private final Path file;
        private final JsonNode root;

        Reader(Path file, JsonNode root) {
            this.file = file;
            this.root = root;
        }

        ConfigFile read() throws IOException {
            Family family = Family.of(root.path("model_type").asText())
                    .orElseThrow(() -> fault(
                            "model_type",
                            String.join(" or ", Family.modelTypes()),
                            "use a model of these families; others cannot be fine-tuned"));
            boolean isBert = family == Family.BERT;
            require(isBert ? "hidden_act" : "activation", "gelu");
            require("position_embedding_type", "absolute");
            for (String key : List.of("is_decoder", "add_cross_attention")) {
                if (root.path(key).asBoolean()) {
                    throw fault(key, "false", REMEDY);
                }
            }
            int hidden = whole(isBert ? "hidden_size" : "dim", MOST_WIDTH);
            int heads = whole(isBert ? "num_attention_heads" : "n_heads", MOST_WIDTH);
            if (hidden % heads != 0) {
                throw fault(isBert ? "num_attention_heads" : "n_heads", "a divisor of the width " + hidden, REMEDY);
            }
            BertLayout layout = new BertLayout(
                    whole("vocab_size", MOST_ROWS),
                    whole("max_position_embeddings", MOST_ROWS),
                    isBert ? whole("type_vocab_size", MOST_WIDTH) : 0,
                    hidden,
                    whole(isBert ? "num_hidden_layers" : "n_layers", MOST_LAYERS),
                    heads,
                    whole(isBert ? "intermediate_size" : "hidden_dim", MOST_WIDTH),
                    isBert ? epsilon() : DEFAULT_EPSILON);
            return new ConfigFile(family, layout, pooling());
        }

        private int whole(String key, int most) throws IOException {
            JsonNode value = root.path(key);
            if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
                throw fault(key, "a whole number from 1 to " + most, REMEDY);
            }
            return value.intValue();
        }

        private double epsilon() throws IOException {
            JsonNode value = root.path("layer_norm_eps");
            if (value.isMissingNode()) {
                return DEFAULT_EPSILON;
            }
            if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() < 1)) {
                throw fault("layer_norm_eps", "a number above 0 and below 1", REMEDY);
            }
            return value.doubleValue();
        }

        /** A text that must be this where it is given at all: Hugging Face's default is the same. */
        private void require(String key, String expected) throws IOException {
            if (!root.path(key).asText(expected).equals(expected)) {
                throw fault(key, expected, REMEDY);
            }
        }

        private @Nullable Pooling pooling() throws IOException {
            JsonNode value = root.path("tryout").path("pooling");
            return value.isMissingNode()
                    ? null
                    : Pooling.of(value.asText())
                            .orElseThrow(() -> new UnsuitableModelException(
                                    file + ": tryout.pooling must be " + String.join(" or ", Pooling.spellings())
                                            + "; found " + shown(value),
                                    "promote the study's champion again, or copy it anew"));
        }

        private UnsuitableModelException fault(String key, String expected, String remedy) {
            return new UnsuitableModelException(
                    file + ": " + key + " must be " + expected + "; found " + shown(root.path(key)), remedy);
        }

        private static String shown(JsonNode value) {
            String text = value.isMissingNode() ? "nothing" : value.toString();
            return text.length() <= 60 ? text : text.substring(0, 60) + "...";
        }
    }
}
