package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.tryout.training.Pooling;
import dev.tryout.training.TextInput;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.DeviceArrays;
import dev.tryout.training.engine.TorchEngine;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.tensor.FloatTensor;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backbone of DJL blocks computes what the ONNX file that its weights come from computes. */
class ParityIT {
    private static final List<String> TEXTS = List.of(
            "a domesticated carnivorous mammal",
            "the act of moving",
            "Naïve café-goers, 3.14 & other oddities — (emoji: 🙂) all in one rather long sentence, which goes on and on"
                    + " so that the others need padding",
            "x");
    private static final int HIDDEN = 384;

    @ParameterizedTest
    @CsvSource({"minilm-l6-v2, /all-minilm-l6-v2.onnx", "bge-small-en-v1.5, /bge-small-en-v1.5.onnx"})
    void hiddenStatesAgreeWithOnnxRuntime(String name, String resource) throws Exception {
        PretrainedModel model = PretrainedModel.required(name);
        int[][] rows;
        try (TextTokenizer tokenizer = new TextTokenizer(model.tokenizerJson(), 64)) {
            rows = tokenizer.encode(TEXTS.stream().map(TextInput::of).toList());
        }
        float[] expected = onnx(resource, rows);
        float[] actual = ours(model, rows);
        int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElseThrow();
        double worst = 0;
        for (int row = 0; row < rows.length; row++) {
            int from = row * length * HIDDEN;
            for (int i = from; i < from + rows[row].length * HIDDEN; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
            }
        }
        System.out.printf(
                "Parity of %s with ONNX Runtime: the greatest difference of a hidden state is %.2e%n", name, worst);
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(worst).isLessThan(1e-4);
    }

    private static float[] ours(PretrainedModel model, int[][] rows) {
        PretrainedWeights weights = model.weights();
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            TextClassifier classifier = new TextClassifier(
                    manager,
                    weights.layout(),
                    Pooling.MEAN,
                    TextClassifier.Mode.evaluation(weights.layout()),
                    name -> DeviceArrays.create(
                            manager,
                            name.startsWith(TextClassifier.BACKBONE)
                                    ? tensor(weights, name)
                                    : new FloatTensor(List.of(1, HIDDEN), new float[HIDDEN])));
            TokenBatch batch = TokenBatch.of(manager, rows);
            return classifier.hiddenStates(batch, false).toFloatArray();
        }
    }

    private static FloatTensor tensor(PretrainedWeights weights, String name) {
        return weights.read(name.substring(TextClassifier.BACKBONE.length()));
    }

    private static float[] onnx(String resource, int[][] rows) throws Exception {
        byte[] model;
        try (InputStream in = Objects.requireNonNull(ParityIT.class.getResourceAsStream(resource))) {
            model = in.readAllBytes();
        }
        int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElseThrow();
        long[] ids = new long[rows.length * length];
        long[] mask = new long[ids.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                ids[row * length + i] = rows[row][i];
                mask[row * length + i] = 1;
            }
        }
        long[] shape = {rows.length, length};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(model, options);
                OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", types))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] states = new float[values.remaining()];
            values.get(states);
            return states;
        }
    }
}
