package dev.tryout.training.pretrained;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;

/** A tokenizer.json, looked at without the native tokenizer: is it the model's own? Read token by token, it may be large. */
final class TokenizerFile {
    static final String NAME = "tokenizer.json";

    private static final int MOST_BYTES = 64 << 20;
    private static final String REMEDY = "copy the model's own; in Python"
            + " AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER) makes it from a vocab.txt";
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private long highestId = -1;

    private TokenizerFile(JsonParser parser) {
        this.parser = parser;
    }

    /** The file, byte for byte. */
    static byte[] bytes(ModelDirectory folder) throws IOException {
        return folder.read(NAME, MOST_BYTES, REMEDY);
    }

    /**
     * @param vocabulary rows of the model's word embedding
     * @throws UnsuitableModelException where the tokenizer has no words, or some that the model has no row for
     */
    static void check(ModelDirectory folder, int vocabulary) throws IOException {
        Path file = folder.path(NAME);
        long highest;
        try (JsonParser parser = JSON.createParser(bytes(folder))) {
            TokenizerFile tokenizer = new TokenizerFile(parser);
            tokenizer.read();
            highest = tokenizer.highestId;
        } catch (JsonProcessingException fault) {
            throw new UnsuitableModelException(file + " is not JSON: " + fault.getOriginalMessage(), REMEDY);
        }
        if (highest < 0) {
            throw new UnsuitableModelException(file + " has no vocabulary", REMEDY);
        }
        if (highest >= vocabulary) {
            throw new UnsuitableModelException(
                    file + " has a token of id " + highest + ", and the model's vocab_size is " + vocabulary,
                    "it belongs to another model: " + REMEDY);
        }
    }

    private void read() throws IOException {
        parser.nextToken();
        eachField(root -> {
            switch (root) {
                case "model" ->
                    eachField(key -> {
                        if (key.equals("vocab")) {
                            readVocabulary();
                        } else {
                            parser.skipChildren();
                        }
                    });
                case "added_tokens" ->
                    eachItem(() -> eachField(key -> {
                        if (key.equals("id")) {
                            meet(parser.getValueAsLong(Long.MAX_VALUE));
                        } else {
                            parser.skipChildren();
                        }
                    }));
                default -> parser.skipChildren();
            }
        });
    }

    /** An object of words and ids, or a list of words in the order of their ids. */
    private void readVocabulary() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            eachField(word -> meet(parser.getValueAsLong(Long.MAX_VALUE)));
        } else {
            long[] words = {0};
            eachItem(() -> {
                parser.skipChildren();
                meet(words[0]++);
            });
        }
    }

    private void meet(long id) {
        highestId = Math.max(highestId, id);
    }

    @FunctionalInterface
    private interface Field {
        void read(String name) throws IOException;
    }

    @FunctionalInterface
    private interface Item {
        void read() throws IOException;
    }

    /** Visits the values of an object; of anything else, none. */
    private void eachField(Field visit) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            visit.read(name);
        }
    }

    /** Visits the items of a list; of anything else, none. */
    private void eachItem(Item visit) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            visit.read();
        }
    }
}
