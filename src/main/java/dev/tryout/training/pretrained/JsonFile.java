package dev.tryout.training.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Reads small JSON files of a model's folder. */
final class JsonFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * {@link ModelDirectory#read}.
     *
     * @throws UnsuitableModelException also where the file is no JSON object
     */
    static JsonNode object(ModelDirectory folder, String name, int mostBytes, String remedy) throws IOException {
        Path file = folder.path(name);
        JsonNode root;
        try {
            root = JSON.readTree(folder.read(name, mostBytes, remedy));
        } catch (JsonProcessingException fault) {
            throw new UnsuitableModelException(
                    file + " is not JSON: " + fault.getOriginalMessage(), "copy the file anew");
        }
        if (!root.isObject()) {
            throw new UnsuitableModelException(file + " is not a JSON object", "copy the file anew");
        }
        return root;
    }
}
