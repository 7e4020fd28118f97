package dev.tryout.training.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.PairList;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TextInput;
import dev.tryout.training.WorkerFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Texts and pairs of texts to token ids, truncated and never padded; of a pair the longer text is cut first. Whatever length
 * the tokenizer's file names is overruled.
 */
public final class TextTokenizer implements AutoCloseable {
    private static final int CHUNK = 1_024;

    private final HuggingFaceTokenizer tokenizer;

    /**
     * @param json the content of a tokenizer.json
     * @param maxLength tokens kept of a text or a pair, the special ones included
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

    /** The tokens of each input in the form of {@link Token}, special ones included. All inputs are pairs, or none is. */
    public int[][] encode(List<TextInput> inputs) {
        boolean pairs = !inputs.isEmpty() && inputs.get(0).pair() != null;
        int[][] rows = new int[inputs.size()][];
        for (int start = 0; start < rows.length; start += CHUNK) {
            List<TextInput> chunk = inputs.subList(start, Math.min(rows.length, start + CHUNK));
            Encoding[] encodings = pairs ? pairs(chunk) : singles(chunk);
            for (int i = 0; i < encodings.length; i++) {
                rows[start + i] = tokens(encodings[i]);
            }
        }
        return rows;
    }

    private static int[] tokens(Encoding encoding) {
        long[] ids = encoding.getIds();
        long[] types = encoding.getTypeIds();
        int[] tokens = new int[ids.length];
        Arrays.setAll(tokens, i -> Token.of(Math.toIntExact(ids[i]), Math.toIntExact(types[i])));
        return tokens;
    }

    private Encoding[] singles(List<TextInput> inputs) {
        return tokenizer.batchEncode(inputs.stream().map(TextInput::text).toList());
    }

    private Encoding[] pairs(List<TextInput> inputs) {
        PairList<String, String> pairs = new PairList<>();
        for (TextInput input : inputs) {
            if (input.pair() == null) {
                throw new IllegalArgumentException("a text stands alone among pairs: " + input.text());
            }
            pairs.add(input.text(), input.pair());
        }
        return tokenizer.batchEncode(pairs);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
