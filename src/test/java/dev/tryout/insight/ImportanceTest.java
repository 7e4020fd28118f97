package dev.tryout.insight;

import static dev.tryout.insight.Searches.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final SearchSpace CUBE = Searches.cube(4);

    /** 3x + 2y + z has variance shares 9/14, 4/14 and 1/14. */
    @Test
    void findsTheVarianceSharesOfASum() {
        List<Importance> found =
                importances(CUBE, Searches.random(CUBE, 200, 3, (c, r) -> 3 * x(c, 0) + 2 * x(c, 1) + x(c, 2)));
        assertThat(found.get(0).alone()).isCloseTo(9 / 14.0, within(0.1));
        assertThat(found.get(1).alone()).isCloseTo(4 / 14.0, within(0.1));
        assertThat(found.get(2).alone()).isCloseTo(1 / 14.0, within(0.06));
        assertThat(found).extracting(Importance::matters).containsExactly(true, true, true, false);
        assertThat(found.get(3).withOthers()).isLessThan(0.03);
    }

    /** The product of two has 3/7 alone from each, and 1/7 from both together. */
    @Test
    void findsTheInteractionOfAProduct() {
        List<Importance> found = importances(CUBE, Searches.random(CUBE, 200, 5, (c, r) -> x(c, 0) * x(c, 1)));
        for (int d = 0; d < 2; d++) {
            assertThat(found.get(d).alone()).isCloseTo(3 / 7.0, within(0.12));
            assertThat(found.get(d).withOthers()).isCloseTo(4 / 7.0, within(0.15));
            assertThat(found.get(d).low()).isLessThan(found.get(d).withOthers());
            assertThat(found.get(d).high()).isGreaterThan(found.get(d).withOthers());
        }
        assertThat(found).extracting(Importance::matters).containsExactly(true, true, false, false);
    }

    @Test
    void aPureInteractionMattersThoughNeitherDoesAlone() {
        List<Importance> found =
                importances(CUBE, Searches.random(CUBE, 200, 7, (c, r) -> (x(c, 0) - 0.5) * (x(c, 1) - 0.5)));
        assertThat(found).extracting(Importance::matters).containsExactly(true, true, false, false);
        assertThat(found.get(0).alone()).isLessThan(0.2);
        assertThat(found.get(0).withOthers()).isGreaterThan(0.7);
    }

    @Test
    void noiseIsSeldomTakenForASignal() {
        int taken = 0;
        for (int seed = 1; seed <= 10; seed++) {
            List<Trial> trials = Searches.random(CUBE, 40, seed, (c, r) -> r.nextGaussian());
            taken += (int) importances(CUBE, trials).stream()
                    .filter(Importance::matters)
                    .count();
        }
        assertThat(taken).isLessThanOrEqualTo(6);
    }

    @Test
    void nothingMattersWhereAllScoresAreEqual() {
        assertThat(importances(CUBE, Searches.random(CUBE, 50, 1, (c, r) -> 0.7)))
                .allSatisfy(importance -> {
                    assertThat(importance.withOthers()).isZero();
                    assertThat(importance.matters()).isFalse();
                });
    }

    @Test
    void saysNothingOfTooFewTrials() {
        List<Trial> trials = Searches.random(CUBE, Comparison.MIN_TRIALS - 1, 1, (c, r) -> x(c, 0));
        assertThat(Searches.insights(CUBE, trials).comparison()).isNull();
        assertThat(importances(CUBE, trials)).isEmpty();
        assertThat(importances(CUBE, trials.subList(0, 1))).isEmpty();
        assertThat(importances(CUBE, List.of())).isEmpty();
    }

    @Test
    void aCategoryCanBeAllThatMatters() {
        SearchSpace mixed = Searches.mixed();
        List<Importance> found = importances(
                mixed,
                Searches.random(mixed, 60, 2, (c, r) -> c.text("optimizer", "").equals("lion") ? 1 : 0));
        assertThat(found).extracting(Importance::matters).containsExactly(false, true, false);
        assertThat(found.get(1).alone()).isGreaterThan(0.9);
    }

    /**
     * Momentum counts in a third of the space: with y uniform from 0 to 1 there and y - 1/2 the loss, the variance is 1/36, all of
     * it with momentum's part, and of it the mean given momentum has a third.
     */
    @Test
    void aParameterThatIsSeldomActiveExplainsThroughItsParent() {
        SearchSpace mixed = Searches.mixed();
        List<Importance> found = importances(
                mixed,
                Searches.random(
                        mixed,
                        300,
                        4,
                        (c, r) -> c.value("momentum").isEmpty() ? 0 : (c.number("momentum", 0) - 0.7) / 0.4));
        assertThat(found).extracting(Importance::matters).containsExactly(false, true, true);
        assertThat(found.get(2).withOthers()).isGreaterThan(0.85);
        assertThat(found.get(2).alone()).isCloseTo(1 / 3.0, within(0.15));
        assertThat(found.get(1).alone()).isLessThan(0.1);
    }

    @Test
    void aDivergedTrialIsNotAllOfTheVariance() {
        List<Trial> trials = new ArrayList<>(Searches.random(CUBE, 60, 6, (c, r) -> x(c, 0)));
        trials.set(30, Searches.curve(31, trials.get(30).configuration(), 1e9));
        assertThat(importances(CUBE, trials).get(0).alone()).isGreaterThan(0.8);
    }

    @Test
    void theSameTrialsAndSeedGiveTheSameFigures() {
        List<Trial> trials = Searches.random(Searches.mixed(), 40, 8, (c, r) -> c.number("rate", 0) + r.nextDouble());
        assertThat(Searches.insights(Searches.mixed(), trials)).isEqualTo(Searches.insights(Searches.mixed(), trials));
    }

    @Test
    void takesThousandsOfTrials() {
        List<Trial> trials = Searches.random(CUBE, 5000, 9, (c, r) -> x(c, 0) + 0.1 * r.nextGaussian());
        Collections.reverse(trials);
        assertThat(importances(CUBE, trials)).extracting(Importance::matters).startsWith(true);
    }

    private static List<Importance> importances(SearchSpace space, List<Trial> trials) {
        return Searches.insights(space, trials).importances();
    }
}
