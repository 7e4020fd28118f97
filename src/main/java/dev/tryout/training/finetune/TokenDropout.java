package dev.tryout.training.finetune;

import ai.djl.ndarray.NDManager;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TokenDropoutSettings;
import dev.tryout.training.TokenDropoutSettings.Form;
import dev.tryout.training.model.Token;
import dev.tryout.training.model.TokenBatch;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hides some tokens of the training part, others in each epoch. What is hidden of an example follows from the seed and the
 * example alone, whatever batch it is in.
 */
final class TokenDropout {
    private final double share;
    private final Form form;
    private final int maskId;

    /** @param maskId the mask's, where the form needs it */
    TokenDropout(double share, Form form, int maskId) {
        this.share = share;
        this.form = form;
        this.maskId = maskId;
    }

    /**
     * @param mask gives the mask's id; asked only where it is needed
     * @return null where nothing is to be hidden
     */
    static @Nullable TokenDropout of(TokenDropoutSettings settings, Supplier<OptionalInt> mask) {
        if (settings.share() == 0) {
            return null;
        }
        if (settings.form() == Form.DELETE) {
            return new TokenDropout(settings.share(), Form.DELETE, 0);
        }
        int maskId = mask.get()
                .orElseThrow(() -> new StudyFailure(
                        "the model's vocabulary has no [MASK] to hide tokens behind: set token_dropout_form: delete"));
        return new TokenDropout(settings.share(), Form.MASK, maskId);
    }

    /** A batch with tokens hidden. */
    TokenBatch batch(NDManager manager, EncodedPart part, int[] batch, long epochSeed) {
        return TokenBatch.of(
                manager,
                Arrays.stream(batch)
                        .mapToObj(example -> apply(part.tokens(example), Seeds.mix(epochSeed, example)))
                        .toArray(int[][]::new));
    }

    /**
     * @param tokens as {@link Token} writes them: a special one at the beginning and behind each text
     * @return a new row; no text loses all of its tokens by deletion
     */
    int[] apply(int[] tokens, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] kept = new int[tokens.length];
        int count = 0;
        boolean isTextEmpty = true;
        for (int i = 0; i < tokens.length; i++) {
            boolean endsText = i + 1 == tokens.length || Token.type(tokens[i]) != Token.type(tokens[i + 1]);
            boolean isSpecial = i == 0 || endsText;
            boolean isHidden = !isSpecial && random.nextDouble() < share;
            if (!isHidden) {
                kept[count++] = tokens[i];
            } else if (form == Form.MASK) {
                kept[count++] = Token.of(maskId, Token.type(tokens[i]));
            } else if (isTextEmpty && endsNext(tokens, i)) {
                kept[count++] = tokens[i];
            }
            isTextEmpty = endsText || isTextEmpty && (isSpecial || isHidden);
        }
        return Arrays.copyOf(kept, count);
    }

    /** Whether the text's last special token follows. */
    private static boolean endsNext(int[] tokens, int i) {
        return i + 2 >= tokens.length || Token.type(tokens[i + 1]) != Token.type(tokens[i + 2]);
    }
}
