package dev.tryout.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.training.Pooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a model of the sentence-transformers library pools: a file of its own beside the weights. */
final class PoolingFile {
    static final String NAME = "1_Pooling/config.json";

    private static final int MOST_BYTES = 1 << 20;
    private static final String MODE = "pooling_mode_";
    private static final Map<String, Pooling> KNOWN =
            Map.of(MODE + "cls_token", Pooling.CLS, MODE + "mean_tokens", Pooling.MEAN);

    private PoolingFile() {}

    /**
     * What the file says; empty where there is none.
     *
     * @throws UnsuitableModelException where it says something else than one pooling that is known
     */
    static Optional<Pooling> read(ModelDirectory folder) throws IOException {
        Path file = folder.path(NAME);
        if (!folder.has(NAME)) {
            return Optional.empty();
        }
        List<String> modes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                JsonFile.object(folder, NAME, MOST_BYTES, "").properties()) {
            if (entry.getKey().startsWith(MODE) && entry.getValue().asBoolean()) {
                modes.add(entry.getKey());
            }
        }
        Pooling pooling = modes.size() == 1 ? KNOWN.get(modes.get(0)) : null;
        if (pooling == null) {
            throw new UnsuitableModelException(
                    file + " asks for the pooling " + modes + ", and only the mean or the first token can be taken",
                    "say in the task which to take: 'pooling: mean' or 'pooling: cls'");
        }
        return Optional.of(pooling);
    }
}
