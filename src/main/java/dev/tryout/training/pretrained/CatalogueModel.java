package dev.tryout.training.pretrained;

import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model that comes with Tryout: ONNX weights and a tokenizer on the class path.
 *
 * @param artifact where they come from, in Maven
 * @param resource how the names of both begin
 */
record CatalogueModel(String name, BertLayout layout, Pooling pooling, String artifact, String resource)
        implements PretrainedModel {
    private static final int BUFFER_BYTES = 1 << 16;

    @Override
    public Family family() {
        return Family.BERT;
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public byte[] tokenizerJson() {
        try (InputStream in = open(resource + "-tokenizer.json")) {
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new StudyFailure("the tokenizer of " + name + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** Reads them whole, which takes a second or two and as much memory as they have. */
    @Override
    public PretrainedWeights weights() {
        MessageDigest digest = Checksums.sha256();
        try (InputStream in =
                new DigestInputStream(new BufferedInputStream(open(resource + ".onnx"), BUFFER_BYTES), digest)) {
            OnnxGraph graph = OnnxGraph.read(in);
            return new PretrainedWeights(layout, HexFormat.of().formatHex(digest.digest()), named(graph));
        } catch (IOException | IllegalArgumentException | ArithmeticException fault) {
            throw new StudyFailure(
                    "the pre-trained weights of " + name + " cannot be read: " + fault.getMessage()
                            + ". Remove the artifact " + artifact + " from the local Maven repository and build again",
                    fault);
        }
    }

    private InputStream open(String file) {
        InputStream in = CatalogueModel.class.getResourceAsStream(file);
        if (in == null) {
            throw new StudyFailure("the model " + name + " is not on the class path (" + file
                    + "): build with Maven, which fetches " + artifact);
        }
        return in;
    }

    /** Biases, norms and embeddings have names in the file; a dense weight is known by the node that multiplies by it. */
    private Map<String, TensorSource> named(OnnxGraph graph) {
        Map<String, TensorSource> named = new LinkedHashMap<>();
        for (String tensorName : layout.tensors().keySet()) {
            FloatTensor tensor = graph.initializers().get(tensorName);
            if (tensor != null) {
                named.put(tensorName, TensorSource.of(tensor));
            }
        }
        for (OnnxGraph.Node node : graph.nodes()) {
            if (node.operation().equals("MatMul")) {
                String tensorName =
                        node.name().substring(1).replace("/MatMul", ".weight").replace('/', '.');
                node.inputs().stream()
                        .map(graph.initializers()::get)
                        .filter(Objects::nonNull)
                        .forEach(weight -> named.put(tensorName, TensorSource.of(weight.transposed())));
            }
        }
        return named;
    }
}
