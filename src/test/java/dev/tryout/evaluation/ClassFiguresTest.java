package dev.tryout.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFiguresTest {
    @Test
    void computesPrecisionAndRecallOfEachClass() {
        List<ClassFigures> figures = ClassFigures.of(
                List.of("cat", "dog", "eel"), List.of(List.of(6, 3, 1), List.of(2, 8, 0), List.of(0, 0, 5)));
        ClassFigures cat = figures.get(0);
        assertThat(cat.examples()).isEqualTo(10);
        assertThat(cat.precision()).isCloseTo(6.0 / 8, within(1e-12));
        assertThat(cat.recall()).isCloseTo(0.6, within(1e-12));
        assertThat(cat.f1()).isCloseTo(2 * 0.75 * 0.6 / 1.35, within(1e-12));
        assertThat(cat.confusedWith()).isEqualTo("dog (3)");
        assertThat(figures.get(2).confusedWith()).isEmpty();
    }

    @Test
    void knowsAClassThatWasNeverSaidAndOneThatNeverCame() {
        List<ClassFigures> figures = ClassFigures.of(List.of("a", "b"), List.of(List.of(4, 0), List.of(0, 0)));
        assertThat(figures.get(1).precision()).isNaN();
        assertThat(figures.get(1).recall()).isNaN();
        assertThat(figures.get(1).f1()).isNaN();
        List<ClassFigures> missed = ClassFigures.of(List.of("a", "b"), List.of(List.of(4, 0), List.of(3, 0)));
        assertThat(missed.get(1).f1()).isZero();
    }
}
