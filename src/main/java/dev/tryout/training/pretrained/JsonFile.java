package dev.tryout.training.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files of a model's folder, never more than they may have. */
final class JsonFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * The content of a file.
     *
     * @param mostBytes that the file may have
     * @param remedy what to do where it is missing
     */
    static byte[] bytes(Path file, int mostBytes, String remedy) throws IOException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnsuitableModelException("there is no file " + file, remedy);
            }
            long size = Files.size(file);
            if (size > mostBytes) {
                throw new UnsuitableModelException(
                        file + " has " + size + " bytes, and at most " + mostBytes + " are read",
                        "see whether it is the right file");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new UnsuitableModelException("there is no file " + file, remedy);
        } catch (UnsuitableModelException fault) {
            throw fault;
        } catch (IOException fault) {
            throw new UnsuitableModelException(file + " cannot be read: " + fault, "make it readable");
        }
    }

    /** A file's content as a JSON object. */
    static JsonNode object(Path file, int mostBytes, String remedy) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(bytes(file, mostBytes, remedy));
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
