package dev.tryout.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "caf\u00e9 au lait",
                " Cafe\u0301  AU\tlait\n",
                "CAF\u00c9\u00a0au\u3000lait",
                "caf\u00e9\u2028au\r\nlait"
            })
    void forgetsCaseWhiteSpaceAndEncoding(String text) {
        assertThat(Normalised.of(text)).isEqualTo("caf\u00e9 au lait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cafe au lait", "caf\u00e9 aulait", "caf\u00e9 au lait."})
    void keepsEveryOtherDifference(String text) {
        assertThat(Normalised.of(text)).isNotEqualTo("caf\u00e9 au lait");
    }

    @Property
    void leavesNoSpaceAtTheEndsAndNeverTwo(@ForAll String text) {
        assertThat(Normalised.of(text))
                .doesNotStartWith(" ")
                .doesNotEndWith(" ")
                .doesNotContain("  ");
    }
}
