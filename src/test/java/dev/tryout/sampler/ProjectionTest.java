package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.TrialState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final SearchSpace LINE = SampleSpaces.unitCube(1);

    private static Seen seen(int id, double... losses) {
        double[] point = {id / 100.0};
        return Seen.of(SampleTrials.ended(TrialState.COMPLETE, id, LINE.fromUnit(point), LOSS, losses), point, LOSS);
    }

    @Test
    void leavesLossesOfEqualEpochsAlone() {
        assertThat(Projection.losses(List.of(seen(1, 5, 4), seen(2, 3, 6)))).containsExactly(4, 3);
    }

    @Test
    void carriesAShortTrialOnByTheMedianGainOfTheOthers() {
        double[] losses = Projection.losses(
                List.of(seen(1, 9, 8, 6), seen(2, 9, 8, 5), seen(3, 9, 8, 1), seen(4, 7), seen(5, 7, 7.5)));
        // From epoch 1 to 2 the gains are 1, 1, 1 and 0, from 2 to 3 they are 2, 3 and 7.
        assertThat(losses).containsExactly(6, 5, 1, 3, 4);
    }

    @Test
    void ignoresEpochsWithoutAFiniteValue() {
        assertThat(Projection.losses(List.of(seen(1, Double.NaN, 4), seen(2, 3, Double.NaN))))
                .containsExactly(4, 3);
    }
}
