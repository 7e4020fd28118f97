package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tryout.space.SearchSpace;
import dev.tryout.trial.SampleTrials;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class CurveModelTest {
    private static final SearchSpace LINE = SampleSpaces.unitCube(1);
    private static final Cube CUBE = new Cube(LINE);
    private static final List<Integer> EPOCHS = List.of(1, 3, 9);

    /** Seventeen trials along a line, of which those whose number the step divides have come to epoch 9. */
    private static CurveModel model(int step, DoubleBinaryOperator curve) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i <= 16; i++) {
            double x = i / 16.0;
            double[] values = new double[i % step == 0 ? 9 : 1];
            for (int epoch = 1; epoch <= values.length; epoch++) {
                values[epoch - 1] = curve.applyAsDouble(x, epoch);
            }
            trials.add(SampleTrials.ended(TrialState.PAUSED, i + 1, LINE.fromUnit(new double[] {x}), LOSS, values));
        }
        return new CurveModel(
                CUBE,
                RungLosses.of(trials, EPOCHS, LOSS),
                List.of(),
                Randomness.of(SamplerContract.request(LINE, List.of(), 1)));
    }

    @Test
    void fillsInWithWhatEarlyEpochsTellWhereTheyAgreeWithTheLast() {
        CurveModel model = model(5, (x, epoch) -> (x - .7) * (x - .7) + 1.0 / epoch);
        assertThat(model.bestFirst().get(0)[0]).isCloseTo(.7, within(.07));
        assertThat(model.thorough().at(new double[] {.7}))
                .isGreaterThan(model.thorough().at(new double[] {.1}));
    }

    @Test
    void believesTheLastEpochsWhereTheyDisagreeWithTheFirst() {
        CurveModel model = model(2, (x, epoch) -> epoch < 3 ? x : 1 - x);
        assertThat(model.bestFirst().get(0)[0]).isGreaterThan(.9);
        assertThat(model.thorough().at(new double[] {.95}))
                .isGreaterThan(model.thorough().at(new double[] {.2}));
    }

    @Test
    void givesTheGradientOfItsPromise() {
        Acquisition promise =
                model(4, (x, epoch) -> (x - .4) * (x - .4) + 1.0 / epoch).thorough();
        double[] gradient = new double[1];
        double step = 1e-6;
        assertThat(promise.at(new double[] {.33}, gradient)).isEqualTo(promise.at(new double[] {.33}));
        assertThat(gradient[0])
                .isCloseTo(
                        (promise.at(new double[] {.33 + step}) - promise.at(new double[] {.33 - step})) / (2 * step),
                        within(1e-3 * Math.abs(gradient[0]) + 1e-5));
    }
}
