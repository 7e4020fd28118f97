package dev.tryout.training.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.WorkerFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Texts to token ids, truncated and never padded. Whatever length the tokenizer's file names is overruled. */
public final class TextTokenizer implements AutoCloseable {
    private static final int CHUNK = 1_024;

    private final HuggingFaceTokenizer tokenizer;

    /**
     * @param json the content of a tokenizer.json
     * @param maxLength tokens kept of a text, the special ones included
     * @throws StudyFailure where it is not a tokenizer's
     */
    public TextTokenizer(byte[] json, int maxLength) {
        Map<String, String> options =
                Map.of("truncation", "true", "padding", "false", "maxLength", Integer.toString(maxLength));
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException | RuntimeException fault) {
            throw new StudyFailure(
                    "the model's tokenizer cannot be used: " + fault.getMessage()
                            + ". Copy its tokenizer.json anew, or write it with a newer version of what made it",
                    fault);
        } catch (LinkageError fault) {
            throw new WorkerFailure("the native tokenizer cannot be loaded: " + fault.getMessage(), fault);
        }
    }

    /** The ids of each text, special tokens included. */
    public int[][] encode(List<String> texts) {
        int[][] ids = new int[texts.size()][];
        for (int start = 0; start < ids.length; start += CHUNK) {
            List<String> chunk = texts.subList(start, Math.min(ids.length, start + CHUNK));
            Encoding[] encodings = tokenizer.batchEncode(chunk);
            for (int i = 0; i < encodings.length; i++) {
                ids[start + i] = Arrays.stream(encodings[i].getIds())
                        .mapToInt(Math::toIntExact)
                        .toArray();
            }
        }
        return ids;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
