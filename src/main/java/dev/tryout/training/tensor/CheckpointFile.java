package dev.tryout.training.tensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A checkpoint, verified and open for reading. */
public final class CheckpointFile implements AutoCloseable {
    private final SafetensorsFile file;
    private final Checkpoint checkpoint;

    private CheckpointFile(SafetensorsFile file, Checkpoint checkpoint) {
        this.file = file;
        this.checkpoint = checkpoint;
    }

    /** @throws MalformedTensorsException where the file is damaged or no checkpoint */
    public static CheckpointFile open(Path path) throws IOException {
        SafetensorsFile file = SealedTensors.open(path);
        try {
            return new CheckpointFile(file, Checkpoint.of(path.toString(), file.metadata()));
        } catch (IOException | RuntimeException fault) {
            file.close();
            throw fault;
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The trained parameters, by name. */
    public Map<String, TensorSource> parameters() throws IOException {
        return sources(false);
    }

    /** The optimizer's tensors, by their names within the optimizer. */
    public Map<String, TensorSource> optimizerState() throws IOException {
        return sources(true);
    }

    /** Whether it holds what the optimizer remembered; there is nothing where that remembers nothing. */
    public boolean hasOptimizerState() {
        return file.names().stream().anyMatch(name -> name.startsWith(Checkpoint.OPTIMIZER));
    }

    private Map<String, TensorSource> sources(boolean ofOptimizer) throws IOException {
        Map<String, TensorSource> sources = new LinkedHashMap<>();
        for (String name : file.names()) {
            if (name.startsWith(Checkpoint.OPTIMIZER) == ofOptimizer) {
                String key = ofOptimizer ? name.substring(Checkpoint.OPTIMIZER.length()) : name;
                sources.put(key, file.source(name));
            }
        }
        return sources;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
