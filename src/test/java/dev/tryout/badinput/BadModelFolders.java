package dev.tryout.badinput;

import static dev.tryout.badinput.BadInput.bytes;
import static dev.tryout.badinput.BadInput.delete;
import static dev.tryout.badinput.BadInput.directory;
import static dev.tryout.badinput.BadInput.linkOut;
import static dev.tryout.badinput.BadInput.pipe;
import static dev.tryout.badinput.BadInput.row;
import static dev.tryout.badinput.BadInput.study;
import static dev.tryout.badinput.BadInput.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Each with its exact words is in {@code UnsuitableModelTest}; each malformed header in {@code SafetensorsTest}. */
final class BadModelFolders {
    private static final String CONFIG = "model/config.json";
    private static final String TOKENIZER = "model/tokenizer.json";
    private static final String WEIGHTS = "model/model.safetensors";
    private static final String INDEX = "model/model.safetensors.index.json";

    private BadModelFolders() {}

    static Stream<BadInput> rows() {
        return Stream.of(
                study("no such folder", "model: model", "model: modle", "modle"),
                row("no configuration", delete(CONFIG), "config.json"),
                row("a configuration that is no JSON", text(CONFIG, "{'a'"), "config.json is not JSON"),
                row("a configuration without end", text(CONFIG, "[".repeat(100_000)), "config.json is not JSON"),
                row("a configuration that is a pipe", pipe(CONFIG), "config.json"),
                row("another family", config("\"bert\"", "\"roberta\""), "model_type must be bert or distilbert"),
                row(
                        "a width that the weights do not have",
                        config("\"hidden_size\":8", "\"hidden_size\":4"),
                        "asks for [12, 4]"),
                row(
                        "a layer that the weights do not have",
                        config("\"num_hidden_layers\":2", "\"num_hidden_layers\":3"),
                        "no tensor 'encoder.layer.2"),
                row(
                        "a vocabulary that the weights do not have",
                        config("\"vocab_size\":12", "\"vocab_size\":13"),
                        "asks for [13, 8]"),
                row("no tokenizer", delete(TOKENIZER), "tokenizer.json"),
                row("a tokenizer that is no JSON", text(TOKENIZER, "PK"), "tokenizer.json is not JSON"),
                row(
                        "a tokenizer of another model",
                        text(TOKENIZER, "{\"model\":{\"vocab\":{\"a\":0,\"b\":12}}}"),
                        "another model"),
                row("a tokenizer out of a link", linkOut(TOKENIZER), "is a link out of its folder"),
                row("no weights", delete(WEIGHTS), "neither model.safetensors"),
                row(
                        "a pickle",
                        folder -> Files.move(folder.resolve(WEIGHTS), folder.resolve("model/pytorch_model.bin")),
                        "pytorch_model.bin",
                        "program"),
                row(
                        "a pickle under a false name",
                        bytes(WEIGHTS, new byte[] {
                            (byte) 0x80, 2, 'c', 'o', 's', '\n', 's', 'y', 's', 't', 'e', 'm', '\n', '.'
                        }),
                        "model.safetensors"),
                row("weights that are a folder", directory(WEIGHTS), "is no file"),
                row("weights out of a link", linkOut(WEIGHTS), "is a link out of its folder"),
                row("empty weights", bytes(WEIGHTS, new byte[0]), "too few for a header"),
                row("weights cut short", BadModelFolders::cut, "bytes of data and it has"),
                row("a header that is longer than the file", header(1L << 40, "{}"), "beyond the end"),
                row("a header of a negative length", header(-1, "{}"), "beyond the end"),
                row("a header that is no JSON", header("not json"), "the header is not JSON"),
                row(
                        "a tensor beyond the file",
                        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}"),
                        "need 36 bytes"),
                row(
                        "a tensor of a shape without end",
                        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}"),
                        "too large"),
                row("shards above the folder", shards("../model-00001-of-00002.safetensors"), "no plain name"),
                row("shards at the root", shards("/etc/passwd"), "no plain name"),
                row("shards that are not there", shards("model-00001-of-00002.safetensors"), "there is no file"));
    }

    private static BadInput.Change config(String good, String bad) {
        return folder -> {
            Path file = folder.resolve(CONFIG);
            String text = Files.readString(file).replaceAll("\\s", "");
            if (!text.contains(good)) {
                throw new IllegalArgumentException(text + " has no " + good);
            }
            Files.writeString(file, text.replace(good, bad));
        };
    }

    private static BadInput.Change header(String json) {
        return header(json.length(), json);
    }

    private static BadInput.Change header(long length, String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return bytes(
                WEIGHTS,
                ByteBuffer.allocate(Long.BYTES + text.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(text)
                        .array());
    }

    private static BadInput.Change shards(String name) {
        return folder -> {
            Files.delete(folder.resolve(WEIGHTS));
            Files.writeString(folder.resolve(INDEX), "{\"weight_map\":{\"a\":\"" + name + "\"}}");
        };
    }

    private static void cut(Path folder) throws IOException {
        byte[] all = Files.readAllBytes(folder.resolve(WEIGHTS));
        Files.write(folder.resolve(WEIGHTS), Arrays.copyOf(all, all.length - 100));
    }
}
