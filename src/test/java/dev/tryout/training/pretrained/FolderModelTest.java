package dev.tryout.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.Pooling;
import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FolderModelTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(Family.class)
    void aFolderHoldsTheSameWeightsHoweverTheyAreStored(Family family) throws IOException {
        Map<String, float[]> expected = values(new TinyFolder(family, "F32", false, 1));

        assertThat(expected).hasSize(family == Family.BERT ? 37 : 36);
        for (String type : new String[] {"F32", "F16", "BF16"}) {
            for (int shards = 1; shards <= 3; shards++) {
                Map<String, float[]> actual = values(new TinyFolder(family, type, shards == 2, shards));
                assertThat(actual.keySet()).isEqualTo(expected.keySet());
                expected.forEach(
                        (name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
            }
        }
    }

    private Map<String, float[]> values(TinyFolder tiny) throws IOException {
        PretrainedModel model = open(tiny);
        Map<String, float[]> values = new TreeMap<>();
        model.weights().forEach((name, tensor) -> values.put(name, tensor.data()));
        assertThat(model.family()).isEqualTo(tiny.family());
        return values;
    }

    @Test
    void theOldNamesOfNormsAreKnown() throws IOException {
        PretrainedModel model = open(TinyFolder.of(Family.BERT));
        float[] expected = model.weights().read("embeddings.LayerNorm.weight").data();
        Path file = temporary.resolve("model/model.safetensors");
        // As long as the new one, for the header's length to stay.
        String old = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("embeddings.LayerNorm.weight\":{", "embeddings.LayerNorm.gamma\" :{")
                .replace("embeddings.LayerNorm.bias\":{", "embeddings.LayerNorm.beta\":{");
        Files.writeString(file, old, StandardCharsets.ISO_8859_1);

        assertThat(PretrainedModel.open(model.name())
                        .weights()
                        .read("embeddings.LayerNorm.weight")
                        .data())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | | MEAN",
                "{} | {'pooling_mode_cls_token':true,'pooling_mode_mean_tokens':false} | CLS",
                "{} | {'word_embedding_dimension':8,'pooling_mode_mean_tokens':true} | MEAN",
                "{'pooling':'cls'} | | CLS",
                "{'pooling':'mean'} | {'pooling_mode_cls_token':true} | MEAN"
            })
    void poolingIsWhatTheFolderSays(String tryout, String file, Pooling expected) throws IOException {
        PretrainedModel model = open(TinyFolder.of(Family.BERT));
        Path folder = Path.of(model.name());
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst("\\{", "{\"tryout\":" + tryout.replace('\'', '"') + ","));
        if (file != null) {
            Files.createDirectories(folder.resolve("1_Pooling"));
            Files.writeString(folder.resolve("1_Pooling/config.json"), file.replace('\'', '"'));
        }

        assertThat(PretrainedModel.open(model.name()).pooling()).isEqualTo(expected);
    }

    @Test
    void theFingerprintIsThatOfAllFilesAndNoOthers() throws IOException {
        PretrainedModel model = open(TinyFolder.of(Family.DISTILBERT));
        String before = model.weights().sha256();
        Files.writeString(temporary.resolve("model/README.md"), "of no account");

        assertThat(PretrainedModel.open(model.name()).weights().sha256()).isEqualTo(before);
        for (String name : new String[] {"config.json", "tokenizer.json"}) {
            Path file = temporary.resolve("model").resolve(name);
            Files.writeString(file, Files.readString(file) + "\n");
            String after = PretrainedModel.open(model.name()).weights().sha256();
            assertThat(after).isNotEqualTo(before).matches("[0-9a-f]{64}");
            before = after;
        }
    }

    /** Names that Hugging Face's {@code DistilBertModel} gives, spelt out by {@link TinyFolder}. */
    @Test
    void everyNameOfDistilBertIsTranslated() throws IOException {
        PretrainedModel model = open(new TinyFolder(Family.DISTILBERT, "F32", true, 1));

        assertThat(model.layout().tensors().keySet().stream()
                        .map(name -> Family.DISTILBERT.classifierTensorName("bert." + name))
                        .collect(Collectors.toSet()))
                .contains(
                        "distilbert.embeddings.LayerNorm.weight",
                        "distilbert.transformer.layer.1.sa_layer_norm.bias",
                        "distilbert.transformer.layer.0.ffn.lin2.weight")
                .noneMatch(name -> name.contains("encoder") || name.contains("dense"));
        assertThat(Family.DISTILBERT.classifierTensorName("classifier.weight")).isEqualTo("classifier.weight");
        assertThat(Family.BERT.classifierTensorName("bert.embeddings.LayerNorm.weight"))
                .isEqualTo("bert.embeddings.LayerNorm.weight");
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aModelWhoseFilesAreElsewhereIsTheSameModel(int shards) throws IOException {
        PretrainedModel here = open(new TinyFolder(Family.BERT, "F32", false, shards));
        Files.createDirectories(temporary.resolve("model/1_Pooling"));
        Files.writeString(temporary.resolve("model/1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");
        String fingerprint = here.weights().sha256();
        byte[] tokenizer = here.tokenizerJson();
        assertThat(here.files()).hasSize(shards == 1 ? 4 : 6).allMatch(Files::isRegularFile);
        Map<Path, Path> copies = new TreeMap<>();
        for (Path file : here.files()) {
            Path copy = temporary.resolve("copy-" + copies.size());
            copies.put(
                    Path.of("/elsewhere/model")
                            .resolve(temporary.resolve("model").relativize(file)),
                    copy);
            Files.copy(file, copy);
        }

        PretrainedModel there = PretrainedModel.required("/elsewhere/model", FilePlaces.of(copies));
        assertThat(there.weights().sha256()).isEqualTo(fingerprint);
        assertThat(there.tokenizerJson()).isEqualTo(tokenizer);
        assertThat(there.pooling()).isEqualTo(Pooling.CLS);
        assertThat(there.layout()).isEqualTo(here.layout());
    }

    @Test
    void aFileThatTheStudysModelDoesNotHaveIsNotRead() throws IOException {
        PretrainedModel model = open(TinyFolder.of(Family.BERT));
        Map<Path, Path> places = new TreeMap<>();
        model.files().forEach(file -> places.put(file, file));
        Files.createDirectories(temporary.resolve("model/1_Pooling"));
        Files.writeString(temporary.resolve("model/1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");

        assertThat(PretrainedModel.required(model.name()).pooling()).isEqualTo(Pooling.CLS);
        assertThat(PretrainedModel.required(model.name(), FilePlaces.of(places)).pooling())
                .isEqualTo(Pooling.MEAN);
    }

    private PretrainedModel open(TinyFolder tiny) throws IOException {
        return PretrainedModel.open(tiny.write(temporary.resolve("model")).toString());
    }
}
