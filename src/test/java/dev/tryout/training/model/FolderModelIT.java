package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.Pooling;
import dev.tryout.training.TextInput;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.pretrained.Family;
import dev.tryout.training.pretrained.PlainEncoder;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.pretrained.TinyFolder;
import dev.tryout.training.tensor.FloatTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model from a folder computes what its weights say, whatever its family and however they are stored. */
class FolderModelIT {
    private static final int[][] ROWS = {{2, 4, 5, 7, 11, 9, 3}, {2, 6, 3}};
    private static final int[][] TYPES = {{0, 0, 0, 0, 1, 1, 1}, {0, 0, 0}};
    private static final double LIMIT = 1e-5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "BERT, F32, false, 1",
        "BERT, F16, true, 1",
        "BERT, BF16, false, 3",
        "DISTILBERT, F32, true, 1",
        "DISTILBERT, F16, false, 2",
        "DISTILBERT, BF16, true, 1"
    })
    void hiddenStatesAgreeWithAPlainEncoder(Family family, String type, boolean isPrefixed, int shards)
            throws Exception {
        TinyFolder tiny = new TinyFolder(family, type, isPrefixed, shards);
        PretrainedModel model = open(tiny);
        PlainEncoder plain = new PlainEncoder(tiny.weights());

        for (int[][] types : new int[][][] {null, TYPES}) {
            float[] states = run(
                    model,
                    Pooling.MEAN,
                    types,
                    (classifier, batch) -> classifier.hiddenStates(batch, false).toFloatArray());
            for (int row = 0; row < ROWS.length; row++) {
                double[][] expected = plain.states(ROWS[row], types == null ? null : types[row]);
                for (int token = 0; token < expected.length; token++) {
                    for (int i = 0; i < TinyFolder.HIDDEN; i++) {
                        assertThat((double) states[(row * ROWS[0].length + token) * TinyFolder.HIDDEN + i])
                                .isCloseTo(expected[token][i], within(LIMIT));
                    }
                }
            }
        }
    }

    @Test
    void pooledStatesAreTheMeanOfTheTokensOrTheFirst() throws Exception {
        TinyFolder tiny = TinyFolder.of(Family.BERT);
        PretrainedModel model = open(tiny);
        double[][] expected = new PlainEncoder(tiny.weights()).states(ROWS[1], null);

        float[] first = run(
                model,
                Pooling.CLS,
                null,
                (classifier, batch) -> classifier.pooled(batch, false).toFloatArray());
        float[] mean = run(
                model,
                Pooling.MEAN,
                null,
                (classifier, batch) -> classifier.pooled(batch, false).toFloatArray());

        for (int i = 0; i < TinyFolder.HIDDEN; i++) {
            double sum = expected[0][i] + expected[1][i] + expected[2][i];
            assertThat((double) first[TinyFolder.HIDDEN + i]).isCloseTo(expected[0][i], within(LIMIT));
            assertThat((double) mean[TinyFolder.HIDDEN + i]).isCloseTo(sum / 3, within(LIMIT));
        }
    }

    @Test
    void theFoldersTokenizerIsUsed() throws Exception {
        PretrainedModel model = open(TinyFolder.of(Family.DISTILBERT));

        try (TextTokenizer tokenizer = new TextTokenizer(model.tokenizerJson(), 6)) {
            assertThat(tokenizer.encode(List.of(TextInput.of("A cat sleeps.")))[0])
                    .containsExactly(2, 4, 5, 8, 1, 3);
            assertThat(tokenizer.encode(List.of(TextInput.of("dogs")))[0]).containsExactly(2, 6, 11, 3);
        }
    }

    @Test
    void moreStagesThanTheModelHasCannotBeFrozen() throws Exception {
        PretrainedModel model = open(TinyFolder.of(Family.BERT));

        assertThat(model.layout().stages()).isEqualTo(TinyFolder.LAYERS + 1);
        try (NDManager manager = TorchEngine.start(Device.cpu(2)).newManager()) {
            TextClassifier.Mode tooDeep = new TextClassifier.Mode(TinyFolder.LAYERS + 2, 0, 0, MatrixProducts.FLOAT32);
            assertThatThrownBy(() -> new TextClassifier(
                            manager, model.layout(), Pooling.MEAN, tooDeep, name -> manager.zeros(new Shape(1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("freeze_depth must be at most 3");
        }
    }

    private PretrainedModel open(TinyFolder tiny) throws Exception {
        return PretrainedModel.open(tiny.write(folder.resolve("model")).toString());
    }

    private static int[][] typed(int[][] types) {
        int[][] rows = new int[ROWS.length][];
        for (int row = 0; row < rows.length; row++) {
            int[] ids = ROWS[row];
            int[] ofRow = types[row];
            rows[row] = new int[ids.length];
            Arrays.setAll(rows[row], i -> Token.of(ids[i], ofRow[i]));
        }
        return rows;
    }

    @FunctionalInterface
    private interface Use {
        float[] of(TextClassifier classifier, TokenBatch batch);
    }

    private static float[] run(PretrainedModel model, Pooling pooling, int @Nullable [][] types, Use use) {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        PretrainedWeights weights = model.weights();
        FloatTensor noHead = new FloatTensor(List.of(1, TinyFolder.HIDDEN), new float[TinyFolder.HIDDEN]);
        Function<String, FloatTensor> tensors = name -> name.startsWith(TextClassifier.BACKBONE)
                ? weights.read(name.substring(TextClassifier.BACKBONE.length()))
                : noHead;
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            TextClassifier classifier = new TextClassifier(
                    manager,
                    model.layout(),
                    pooling,
                    TextClassifier.Mode.evaluation(model.layout()),
                    name -> DeviceArrays.create(manager, tensors.apply(name)));
            return use.of(classifier, TokenBatch.of(manager, types == null ? ROWS : typed(types)));
        }
    }
}
