package dev.tryout.training.pretrained;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.tensor.FloatTensor;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A backbone's pre-trained weights, named as Hugging Face's {@code BertModel} names them.
 *
 * @param sha256 of the files they came from, in hex: their name in checkpoints
 * @param tensors all that the layout names, and no others
 */
public record PretrainedWeights(BertLayout layout, String sha256, Map<String, TensorSource> tensors) {
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

    /**
     * Reads a tensor.
     *
     * @throws StudyFailure where that fails, or a value is no number
     */
    public FloatTensor read(String name) {
        TensorSource source = tensors.get(name);
        if (source == null) {
            throw new IllegalArgumentException("the backbone has no tensor " + name);
        }
        try {
            return new FloatTensor(source.shape(), source.values().read());
        } catch (IOException fault) {
            throw new StudyFailure("the pre-trained weights cannot be read. " + fault.getMessage(), fault);
        }
    }

    /** Reads one tensor after the other; none is kept. */
    public void forEach(BiConsumer<String, FloatTensor> use) {
        tensors.keySet().forEach(name -> use.accept(name, read(name)));
    }
}
