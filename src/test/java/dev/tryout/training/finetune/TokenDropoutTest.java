package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.training.StudyFailure;
import dev.tryout.training.TokenDropoutSettings;
import dev.tryout.training.TokenDropoutSettings.Form;
import dev.tryout.training.model.Token;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenDropoutTest {
    private static final int START = 101;
    private static final int END = 102;
    private static final int MASK = 103;

    @Property(tries = 300)
    void deletionKeepsOrderSpecialTokensAndSomethingOfEachText(
            @ForAll @IntRange(min = 1, max = 12) int first,
            @ForAll @IntRange(max = 12) int second,
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double share,
            @ForAll long seed) {
        int[] row = row(first, second);

        int[] kept = new TokenDropout(share, Form.DELETE, 0).apply(row, seed);

        assertThat(IntStream.of(kept).boxed())
                .isSubsetOf(IntStream.of(row).boxed().toList());
        assertThat(IntStream.of(kept).filter(TokenDropoutTest::isSpecial))
                .containsExactlyElementsOf(IntStream.of(row)
                        .filter(TokenDropoutTest::isSpecial)
                        .boxed()
                        .toList());
        assertThat(ordinary(kept, 0)).isBetween(1L, (long) first);
        assertThat(ordinary(kept, 1)).isBetween(second == 0 ? 0L : 1L, (long) second);
        assertThat(IntStream.of(kept).filter(token -> Token.type(token) == 0 && !isSpecial(token)))
                .isSorted();
    }

    @Property(tries = 300)
    void masksStandWhereTokensStood(
            @ForAll @IntRange(min = 1, max = 12) int first,
            @ForAll @IntRange(max = 12) int second,
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double share,
            @ForAll long seed) {
        int[] row = row(first, second);

        int[] masked = new TokenDropout(share, Form.MASK, MASK).apply(row, seed);

        assertThat(masked).hasSameSizeAs(row);
        for (int i = 0; i < row.length; i++) {
            assertThat(Token.type(masked[i])).isEqualTo(Token.type(row[i]));
            assertThat(Token.id(masked[i])).isIn(Token.id(row[i]), isSpecial(row[i]) ? Token.id(row[i]) : MASK);
        }
    }

    @Test
    void hidesTheShareThatWasAskedFor() {
        TokenDropout dropout = new TokenDropout(0.3, Form.MASK, MASK);
        long hidden = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            hidden += Arrays.stream(dropout.apply(row(10, 0), seed))
                    .filter(token -> token == MASK)
                    .count();
        }

        assertThat(hidden / 20_000.0).isCloseTo(0.3, within(0.015));
    }

    @Test
    void theSameSeedHidesTheSameAndAnotherOthers() {
        TokenDropout dropout = new TokenDropout(0.5, Form.DELETE, 0);
        int[] row = row(30, 0);

        assertThat(dropout.apply(row, 1)).isEqualTo(dropout.apply(row, 1)).isNotEqualTo(dropout.apply(row, 2));
        assertThat(row).isEqualTo(row(30, 0));
    }

    @Test
    void asksForTheMaskOnlyWhereItIsNeeded() {
        assertThat(TokenDropout.of(new TokenDropoutSettings(0, Form.MASK), OptionalInt::empty))
                .isNull();
        assertThat(TokenDropout.of(new TokenDropoutSettings(0.1, Form.DELETE), OptionalInt::empty))
                .isNotNull();
        assertThatThrownBy(() -> TokenDropout.of(new TokenDropoutSettings(0.1, Form.MASK), OptionalInt::empty))
                .isInstanceOf(StudyFailure.class)
                .hasMessageContaining("token_dropout_form: delete");
    }

    /** A text of ordinary tokens, 1000 and up; and a second one behind it where it has any. */
    private static int[] row(int first, int second) {
        IntStream text = IntStream.concat(
                IntStream.concat(IntStream.of(START), IntStream.range(1_000, 1_000 + first)), IntStream.of(END));
        IntStream pair = IntStream.concat(IntStream.range(2_000, 2_000 + second), IntStream.of(END));
        return second == 0
                ? text.toArray()
                : IntStream.concat(text, pair.map(id -> Token.of(id, 1))).toArray();
    }

    private static boolean isSpecial(int token) {
        return Token.id(token) == START || Token.id(token) == END;
    }

    private static long ordinary(int[] row, int type) {
        return Arrays.stream(row)
                .filter(token -> Token.type(token) == type && !isSpecial(token))
                .count();
    }
}
