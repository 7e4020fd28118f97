package dev.tryout.training.pretrained;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tryout.training.tensor.RawTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A tiny model with random weights, written as Hugging Face's library would write it. The names are spelt out here once more, so
 * that tests do not believe the product's.
 *
 * @param type of the weights; their values fit into all of F32, F16 and BF16
 * @param isPrefixed whether the file is one of a model with a head
 * @param shards files that hold the weights
 */
public record TinyFolder(Family family, String type, boolean isPrefixed, int shards) {
    public static final int VOCABULARY = 12;
    public static final int POSITIONS = 16;
    public static final int HIDDEN = 8;
    public static final int LAYERS = 2;
    public static final int HEADS = 2;
    public static final int WIDE = 12;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WORDS =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "cat", "dog", "runs", "sleeps", "well", "badly", "##s");

    /** A tensor: its name in {@link PlainEncoder}, in BERT and in DistilBERT. */
    private record Named(String plain, String bert, String distilBert, List<Integer> shape) {}

    private static final List<Named> EMBEDDINGS = List.of(
            new Named("words", "word_embeddings.weight", "word_embeddings.weight", List.of(VOCABULARY, HIDDEN)),
            new Named(
                    "positions",
                    "position_embeddings.weight",
                    "position_embeddings.weight",
                    List.of(POSITIONS, HIDDEN)),
            new Named("types", "token_type_embeddings.weight", "", List.of(2, HIDDEN)),
            new Named("norm.w", "LayerNorm.weight", "LayerNorm.weight", List.of(HIDDEN)),
            new Named("norm.b", "LayerNorm.bias", "LayerNorm.bias", List.of(HIDDEN)));

    private static final List<Named> LAYER = List.of(
            new Named("query.w", "attention.self.query.weight", "attention.q_lin.weight", List.of(HIDDEN, HIDDEN)),
            new Named("query.b", "attention.self.query.bias", "attention.q_lin.bias", List.of(HIDDEN)),
            new Named("key.w", "attention.self.key.weight", "attention.k_lin.weight", List.of(HIDDEN, HIDDEN)),
            new Named("key.b", "attention.self.key.bias", "attention.k_lin.bias", List.of(HIDDEN)),
            new Named("value.w", "attention.self.value.weight", "attention.v_lin.weight", List.of(HIDDEN, HIDDEN)),
            new Named("value.b", "attention.self.value.bias", "attention.v_lin.bias", List.of(HIDDEN)),
            new Named("out.w", "attention.output.dense.weight", "attention.out_lin.weight", List.of(HIDDEN, HIDDEN)),
            new Named("out.b", "attention.output.dense.bias", "attention.out_lin.bias", List.of(HIDDEN)),
            new Named("norm1.w", "attention.output.LayerNorm.weight", "sa_layer_norm.weight", List.of(HIDDEN)),
            new Named("norm1.b", "attention.output.LayerNorm.bias", "sa_layer_norm.bias", List.of(HIDDEN)),
            new Named("wide.w", "intermediate.dense.weight", "ffn.lin1.weight", List.of(WIDE, HIDDEN)),
            new Named("wide.b", "intermediate.dense.bias", "ffn.lin1.bias", List.of(WIDE)),
            new Named("narrow.w", "output.dense.weight", "ffn.lin2.weight", List.of(HIDDEN, WIDE)),
            new Named("narrow.b", "output.dense.bias", "ffn.lin2.bias", List.of(HIDDEN)),
            new Named("norm2.w", "output.LayerNorm.weight", "output_layer_norm.weight", List.of(HIDDEN)),
            new Named("norm2.b", "output.LayerNorm.bias", "output_layer_norm.bias", List.of(HIDDEN)));

    public static TinyFolder of(Family family) {
        return new TinyFolder(family, "F32", false, 1);
    }

    /** The names of the weights in the file, with the names that {@link PlainEncoder} has for them and their shapes. */
    private Map<String, Named> names() {
        Map<String, Named> names = new LinkedHashMap<>();
        EMBEDDINGS.forEach(named -> put(names, "", "embeddings.", named));
        for (int layer = 0; layer < LAYERS; layer++) {
            String parent = family == Family.BERT ? "encoder.layer." : "transformer.layer.";
            for (Named named : LAYER) {
                put(names, layer + ".", parent + layer + ".", named);
            }
        }
        return names;
    }

    private void put(Map<String, Named> names, String plain, String parent, Named named) {
        String name = family == Family.BERT ? named.bert() : named.distilBert();
        if (!name.isEmpty()) {
            names.put(
                    (isPrefixed ? family.modelType() + "." : "") + parent + name,
                    new Named(plain + named.plain(), named.bert(), named.distilBert(), named.shape()));
        }
    }

    /** The weights as {@link PlainEncoder} names them. */
    public Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        Random random = new Random(5);
        for (Named named : names().values()) {
            float[] values = new float[named.shape().stream().reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(255) - 127) / 128f;
            }
            weights.put(named.plain(), values);
        }
        return weights;
    }

    /** Writes the folder; what a model with a head has besides is there too. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), JSON.writeValueAsString(config()));
        Files.writeString(folder.resolve("tokenizer.json"), JSON.writeValueAsString(tokenizer()));
        List<RawTensors> files = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            files.add(new RawTensors());
        }
        ObjectNode index = JSON.createObjectNode();
        ObjectNode map = index.putObject("weight_map");
        Map<String, float[]> weights = weights();
        int next = 0;
        for (Map.Entry<String, Named> name : names().entrySet()) {
            int shard = next++ % shards;
            files.get(shard)
                    .add(
                            name.getKey(),
                            type,
                            name.getValue().shape(),
                            Objects.requireNonNull(weights.get(name.getValue().plain())));
            map.put(name.getKey(), shard(shard));
        }
        files.get(0).add("pooler.dense.bias", type, List.of(1), new float[] {1});
        files.get(0).add("embeddings.position_ids", "I64", List.of(1, 2), new byte[16]);
        map.put("embeddings.position_ids", shard(0));
        for (int shard = 0; shard < shards; shard++) {
            files.get(shard).write(folder.resolve(shards == 1 ? "model.safetensors" : shard(shard)));
        }
        if (shards > 1) {
            Files.writeString(folder.resolve("model.safetensors.index.json"), JSON.writeValueAsString(index));
        }
        return folder;
    }

    private String shard(int shard) {
        return String.format("model-%05d-of-%05d.safetensors", shard + 1, shards);
    }

    private ObjectNode config() {
        boolean isBert = family == Family.BERT;
        ObjectNode config = JSON.createObjectNode();
        config.put("model_type", isBert ? "bert" : "distilbert");
        config.put("vocab_size", VOCABULARY);
        config.put("max_position_embeddings", POSITIONS);
        config.put(isBert ? "hidden_size" : "dim", HIDDEN);
        config.put(isBert ? "num_hidden_layers" : "n_layers", LAYERS);
        config.put(isBert ? "num_attention_heads" : "n_heads", HEADS);
        config.put(isBert ? "intermediate_size" : "hidden_dim", WIDE);
        config.put(isBert ? "hidden_act" : "activation", "gelu");
        if (isBert) {
            config.put("type_vocab_size", 2);
            config.put("layer_norm_eps", 1e-12);
        }
        return config;
    }

    private static ObjectNode tokenizer() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putArray("added_tokens")
                .addObject()
                .put("id", 1)
                .put("content", "[UNK]")
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .put("lowercase", true);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode post = root.putObject("post_processor").put("type", "BertProcessing");
        post.putArray("sep").add("[SEP]").add(3);
        post.putArray("cls").add("[CLS]").add(2);
        ObjectNode model = root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < WORDS.size(); id++) {
            vocabulary.put(WORDS.get(id), id);
        }
        return root;
    }
}
