package dev.tryout.trial;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StandingsTest {
    /** The first loss; pending until there is a second. */
    private record First() implements Figure {
        @Override
        public OptionalDouble of(Trial trial) {
            return trial.at(1)
                    .map(first -> OptionalDouble.of(first.value(LOSS)))
                    .orElseGet(OptionalDouble::empty);
        }

        @Override
        public boolean isPending(Trial trial) {
            return trial.lastEpoch() < 2;
        }
    }

    private static List<Integer> order(Standings standings) {
        List<Integer> ids = new ArrayList<>();
        for (int place = 0; place < standings.size(); place++) {
            ids.add(standings.trial(place).id());
        }
        return ids;
    }

    @Test
    void takesTrialsInAsTheyGetTheFigure() {
        TrialList list = new TrialList();
        list.add(SampleTrials.running(1, LOSS, .5));
        list.add(SampleTrials.running(2, LOSS));
        Standings standings = list.standings(new First());
        assertThat(order(standings)).containsExactly(1);
        list.set(1, SampleTrials.running(2, LOSS, .4));
        list.add(SampleTrials.running(3, LOSS, .45));
        assertThat(order(standings)).containsExactly(2, 3, 1);
        assertThat(list.standings(new First())).isSameAs(standings);
    }

    @Test
    void ranksTheEarlierOfEqualsFirstZerosOfBothSignsAmongThem() {
        List<Trial> trials = List.of(
                SampleTrials.running(3, LOSS, -0.0),
                SampleTrials.running(1, LOSS, 0.0),
                SampleTrials.running(2, LOSS, -0.0));
        assertThat(order(History.of(trials).standings(new First()))).containsExactly(1, 2, 3);
    }

    @Test
    void placesATrialThatIsListedOrNot() {
        Standings standings = History.of(List.of(SampleTrials.running(1, LOSS, .5), SampleTrials.running(3, LOSS, .7)))
                .standings(new First());
        assertThat(standings.before(.5, 1)).isZero();
        assertThat(standings.isAt(0, 1)).isTrue();
        assertThat(standings.before(.6, 2)).isEqualTo(1);
        assertThat(standings.isAt(1, 2)).isFalse();
        assertThat(standings.before(.9, 4)).isEqualTo(2);
        assertThat(standings.isAt(2, 4)).isFalse();
    }

    @Test
    void findsTheFirstThatIsPending() {
        TrialList list = new TrialList();
        list.add(SampleTrials.running(1, LOSS, .1));
        list.add(SampleTrials.ended(TrialState.PAUSED, 2, new Configuration(Map.of()), LOSS, .2));
        list.add(SampleTrials.ended(TrialState.PAUSED, 3, new Configuration(Map.of()), LOSS, .3));
        Standings standings = list.standings(new First());
        assertThat(standings.firstPending(3, trial -> true)).isEqualTo(OptionalInt.of(0));
        assertThat(standings.firstPending(3, trial -> trial.state() == TrialState.PAUSED))
                .isEqualTo(OptionalInt.of(1));
        assertThat(standings.firstPending(1, trial -> trial.state() == TrialState.PAUSED))
                .isEmpty();
        list.set(1, SampleTrials.running(2, LOSS, .2, .2));
        assertThat(standings.firstPending(3, trial -> trial.state() == TrialState.PAUSED))
                .isEqualTo(OptionalInt.of(2));
    }
}
