package dev.tryout.training.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.training.WorkerFailure;
import java.io.IOException;
import java.util.OptionalInt;

/** Finds tokens with a purpose in a tokenizer.json, without the native tokenizer. */
public final class SpecialTokens {
    private static final String MASK = "[MASK]";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecialTokens() {}

    /** The id of the token that stands for a hidden one; absent where the vocabulary has none. */
    public static OptionalInt mask(byte[] tokenizerJson) {
        try {
            for (JsonNode token : JSON.readTree(tokenizerJson).path("added_tokens")) {
                if (token.path("content").asText().equals(MASK)) {
                    return OptionalInt.of(token.path("id").intValue());
                }
            }
            return OptionalInt.empty();
        } catch (IOException fault) {
            throw new WorkerFailure("the tokenizer cannot be read: " + fault.getMessage(), fault);
        }
    }
}
