package dev.tryout.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.tensor.RawTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every folder that cannot be fine-tuned is refused with the file, the value and a remedy, before a weight is read. */
class UnsuitableModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    @TempDir
    private Path temporary;

    @FunctionalInterface
    private interface Change {
        void make(Path folder) throws IOException;
    }

    /** What is done to a good folder, and what the refusal must hold. */
    private record Case(String what, TinyFolder base, Change change, List<String> said) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Case bert(String what, Change change, String... said) {
        return new Case(what, TinyFolder.of(Family.BERT), change, List.of(said));
    }

    private static Case distilBert(String what, Change change, String... said) {
        return new Case(what, TinyFolder.of(Family.DISTILBERT), change, List.of(said));
    }

    private static Case sharded(String what, Change change, String... said) {
        return new Case(what, new TinyFolder(Family.BERT, "F32", false, 2), change, List.of(said));
    }

    static Stream<Case> files() {
        return Stream.of(
                bert("no folder", UnsuitableModelTest::deleteAll, "no readable folder", "minilm-l6-v2"),
                bert("no config", delete("config.json"), "config.json", "copy the model's config.json"),
                bert(
                        "config is a folder",
                        folder -> {
                            Files.delete(folder.resolve("config.json"));
                            Files.createDirectory(folder.resolve("config.json"));
                        },
                        "config.json is no file"),
                bert("config is a link elsewhere", link("config.json"), "config.json is a link out of its folder"),
                bert(
                        "tokenizer is a link elsewhere",
                        link("tokenizer.json"),
                        "tokenizer.json is a link out of its folder"),
                bert("config is empty", text("config.json", ""), "config.json", "not a JSON object"),
                bert("config is no JSON", text("config.json", "{'a'"), "config.json is not JSON"),
                bert("config is a list", text("config.json", "[]"), "config.json is not a JSON object"),
                bert("config has a key twice", text("config.json", "{\"a\":1,\"a\":2}"), "Duplicate field 'a'"),
                bert("config goes on", text("config.json", "{} {}"), "config.json is not JSON"),
                bert("config is huge", text("config.json", " ".repeat(3 << 20)), "config.json has 3145728 bytes"),
                bert("config nests deeply", text("config.json", "[".repeat(100_000)), "config.json is not JSON"),
                bert("no tokenizer", delete("tokenizer.json"), "tokenizer.json", "AutoTokenizer"),
                bert("tokenizer is no JSON", text("tokenizer.json", "PK"), "tokenizer.json is not JSON"),
                bert("tokenizer has no words", text("tokenizer.json", "{\"model\":{}}"), "has no vocabulary"),
                bert(
                        "tokenizer of another model",
                        text("tokenizer.json", "{\"model\":{\"vocab\":{\"a\":0,\"b\":12}}}"),
                        "a token of id 12",
                        "vocab_size is 12",
                        "another model"),
                bert(
                        "tokenizer with an added token too many",
                        text("tokenizer.json", "{\"added_tokens\":[{\"id\":99}],\"model\":{\"vocab\":{\"a\":0}}}"),
                        "a token of id 99"),
                bert(
                        "tokenizer whose words are listed",
                        text("tokenizer.json", "{\"model\":{\"vocab\":[" + "[\"a\",0],".repeat(12) + "[\"a\",0]]}}"),
                        "a token of id 12"),
                bert("no weights", delete(WEIGHTS), "neither " + WEIGHTS),
                bert("a pickle", move(WEIGHTS, "pytorch_model.bin"), "pytorch_model.bin", "program", "save_pretrained"),
                bert("TensorFlow's weights", move(WEIGHTS, "tf_model.h5"), "tf_model.h5 is not read"),
                bert(
                        "weights are a folder",
                        folder -> {
                            Files.delete(folder.resolve(WEIGHTS));
                            Files.createDirectory(folder.resolve(WEIGHTS));
                        },
                        WEIGHTS + " is no file"),
                bert("weights are empty", bytes(WEIGHTS, 0), WEIGHTS, "too few for a header"),
                bert("weights are cut short", cut(WEIGHTS, 100), WEIGHTS, "bytes of data and it has"),
                bert("weights are cut within the header", cut(WEIGHTS, 8_000), WEIGHTS),
                bert("weights are a link elsewhere", link(WEIGHTS), "is a link out of its folder", "cp -rL"),
                bert(
                        "weights are a dangling link",
                        folder -> {
                            Files.delete(folder.resolve(WEIGHTS));
                            Files.createSymbolicLink(folder.resolve(WEIGHTS), Path.of("gone"));
                        },
                        "neither " + WEIGHTS));
    }

    static Stream<Case> values() {
        return Stream.of(
                config("model_type", "roberta", "model_type must be bert or distilbert", "\"roberta\""),
                config("model_type", null, "model_type must be bert or distilbert; found nothing"),
                config("hidden_act", "relu", "hidden_act must be gelu; found \"relu\""),
                config("position_embedding_type", "relative_key", "position_embedding_type must be absolute"),
                config("is_decoder", true, "is_decoder must be false"),
                config("hidden_size", 0, "hidden_size must be a whole number from 1"),
                config("hidden_size", -8, "hidden_size must be a whole number from 1"),
                config("hidden_size", "8", "found \"8\""),
                config("hidden_size", 8.5, "found 8.5"),
                config("hidden_size", 1L << 40, "found 1099511627776"),
                config("hidden_size", null, "hidden_size must be a whole number", "found nothing"),
                config("num_hidden_layers", 2_000_000_000, "num_hidden_layers must be a whole number from 1 to 128"),
                config("num_attention_heads", 3, "a divisor of the width 8; found 3"),
                config("layer_norm_eps", 0, "layer_norm_eps must be a number above 0"),
                config("layer_norm_eps", "tiny", "layer_norm_eps must be a number above 0"),
                config("tryout", new ObjectMapper().createObjectNode().put("pooling", "max"), "tryout.pooling must be"),
                config("hidden_size", 4, "'embeddings.word_embeddings.weight'", "shape [12, 8]", "asks for [12, 4]"),
                config("vocab_size", 13, "shape [12, 8]", "asks for [13, 8]"),
                config("max_position_embeddings", 512, "position_embeddings.weight", "asks for [512, 8]"),
                config("type_vocab_size", 1, "token_type_embeddings.weight", "asks for [1, 8]"),
                config("num_hidden_layers", 3, "no tensor 'encoder.layer.2.attention.self.query.weight'"),
                config("intermediate_size", 16, "'encoder.layer.0.intermediate.dense.weight'", "asks for [16, 8]"),
                distilBert("distilbert with relu", change("activation", "relu"), "activation must be gelu"),
                distilBert("distilbert without dim", change("dim", null), "dim must be a whole number"),
                distilBert("distilbert with 3 heads", change("n_heads", 3), "n_heads must be a divisor of the width 8"),
                distilBert("distilbert called bert", change("model_type", "bert"), "hidden_size must be"));
    }

    static Stream<Case> tensors() {
        return Stream.of(
                bert("whole numbers", folder -> single(folder, "I32", List.of(12, 8), new byte[384]), "data type I32"),
                bert("doubles", folder -> single(folder, "F64", List.of(12, 8), new byte[768]), "F32, F16 or BF16"),
                bert(
                        "a tensor under two names",
                        folder -> new RawTensors()
                                .add("embeddings.word_embeddings.weight", "F32", List.of(12, 8), new byte[384])
                                .add("bert.embeddings.word_embeddings.weight", "F32", List.of(12, 8), new byte[384])
                                .write(folder.resolve(WEIGHTS)),
                        "under two names"),
                bert("turned", folder -> single(folder, "F32", List.of(8, 12), new byte[384]), "shape [8, 12]"),
                bert("flat", folder -> single(folder, "F32", List.of(96), new byte[384]), "has shape [96]"),
                bert("no tensors", folder -> new RawTensors().write(folder.resolve(WEIGHTS)), "have no tensor"));
    }

    static Stream<Case> shards() {
        return Stream.of(
                sharded("index is no JSON", text(INDEX, "{"), INDEX + " is not JSON"),
                sharded("index without a map", text(INDEX, "{}"), "must name from 1 to 1000 files; found 0"),
                sharded("index of too many", text(INDEX, map(1_001)), "must name from 1 to 1000 files; found 1001"),
                sharded("index is huge", text(INDEX, " ".repeat(3 << 20)), "at most 2097152 are read"),
                sharded("shard above", text(INDEX, map("../" + FIRST)), "no plain name", "../" + FIRST),
                sharded("shard at the root", text(INDEX, map("/etc/passwd")), "no plain name", "/etc/passwd"),
                sharded("shard below", text(INDEX, map("a/b.safetensors")), "no plain name"),
                sharded("shard by Windows' path", text(INDEX, map("..\\\\b.safetensors")), "no plain name"),
                sharded("shard of another kind", text(INDEX, map("pytorch_model.bin")), "no plain name"),
                sharded("shard is a number", text(INDEX, "{\"weight_map\":{\"a\":7}}"), "no plain name"),
                sharded("shard is missing", delete(SECOND), "there is no file", SECOND, INDEX + " names it"),
                sharded("shard is a link elsewhere", link(SECOND), "is a link out of its folder"),
                sharded("shard is cut short", cut(SECOND, 4), SECOND, "bytes of data"),
                sharded("index names what is not there", text(INDEX, map(FIRST)), "has no tensor 't0'"),
                sharded(
                        "tensor in two shards",
                        folder -> Files.copy(
                                folder.resolve(FIRST), folder.resolve(SECOND), StandardCopyOption.REPLACE_EXISTING),
                        "and in another shard as well"));
    }

    @ParameterizedTest
    @MethodSource({"files", "values", "tensors", "shards"})
    void isRefusedWithWhatIsWrongAndWhatToDo(Case test) throws IOException {
        Path folder = test.base().write(temporary.resolve("model"));
        test.change().make(folder);

        assertThatThrownBy(() -> PretrainedModel.open(folder.toString()))
                .isInstanceOfSatisfying(UnsuitableModelException.class, fault -> {
                    assertThat(fault.getMessage() + "; " + fault.remedy()).contains(test.said());
                    assertThat(fault.getMessage()).contains(folder.toString());
                    assertThat(fault.remedy()).isNotBlank();
                });
    }

    @Test
    void aWeightThatIsNoNumberFailsTheStudyWhenItIsRead() throws IOException {
        Path folder = TinyFolder.of(Family.BERT).write(temporary.resolve("model"));
        byte[] file = Files.readAllBytes(folder.resolve(WEIGHTS));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(Long.BYTES + (int) bytes.getLong(0) + 5 * Float.BYTES, Float.NaN);
        Files.write(folder.resolve(WEIGHTS), file);
        PretrainedWeights weights = PretrainedModel.open(folder.toString()).weights();

        assertThatThrownBy(() -> weights.forEach((name, tensor) -> {}))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("value 5 of the tensor 'embeddings.word_embeddings.weight' is NaN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pooling_mode_max_tokens\":true}",
                "{}",
                "{\"pooling_mode_cls_token\":true,\"pooling_mode_mean_tokens\":true}"
            })
    void aPoolingThatIsNotKnownIsRefused(String pooling) throws IOException {
        Path folder = TinyFolder.of(Family.BERT).write(temporary.resolve("model"));
        Files.writeString(Files.createDirectory(folder.resolve("1_Pooling")).resolve("config.json"), pooling);
        PretrainedModel model = PretrainedModel.open(folder.toString());

        assertThatThrownBy(model::pooling)
                .isInstanceOfSatisfying(
                        UnsuitableModelException.class,
                        fault -> assertThat(fault.remedy()).contains("pooling: mean"));
        assertThat(model.pooling(Pooling.CLS)).isEqualTo(Pooling.CLS);
    }

    private static Case config(String key, @Nullable Object value, String... said) {
        return bert(key + " is " + value, change(key, value), said);
    }

    private static Change change(String key, @Nullable Object value) {
        return folder -> {
            Path file = folder.resolve("config.json");
            ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
            if (value == null) {
                config.remove(key);
            } else {
                config.set(key, JSON.valueToTree(value));
            }
            Files.writeString(file, JSON.writeValueAsString(config));
        };
    }

    /** A file whose word embedding is as given. */
    private static void single(Path folder, String type, List<Integer> shape, byte[] bytes) throws IOException {
        new RawTensors()
                .add("embeddings.word_embeddings.weight", type, shape, bytes)
                .write(folder.resolve(WEIGHTS));
    }

    private static String map(String shard) {
        return "{\"weight_map\":{\"t0\":\"" + shard + "\"}}";
    }

    private static String map(int shards) {
        return IntStream.range(0, shards)
                .mapToObj(i -> "\"t" + i + "\":\"s" + i + ".safetensors\"")
                .collect(Collectors.joining(",", "{\"weight_map\":{", "}}"));
    }

    private static Change text(String name, String content) {
        return folder -> Files.writeString(folder.resolve(name), content);
    }

    private static Change bytes(String name, int size) {
        return folder -> Files.write(folder.resolve(name), new byte[size]);
    }

    private static Change delete(String name) {
        return folder -> Files.delete(folder.resolve(name));
    }

    private static Change move(String name, String to) {
        return folder -> Files.move(folder.resolve(name), folder.resolve(to));
    }

    /** Cuts bytes off the end. */
    private static Change cut(String name, int bytes) {
        return folder -> {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            Files.write(folder.resolve(name), Arrays.copyOf(content, content.length - bytes));
        };
    }

    private static Change link(String name) {
        return folder -> {
            Path elsewhere = folder.resolveSibling("elsewhere");
            Files.move(folder.resolve(name), elsewhere);
            Files.createSymbolicLink(folder.resolve(name), elsewhere);
        };
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
