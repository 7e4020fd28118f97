package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void metricsAreThoseOfTheConfusionMatrix() {
        Evaluation evaluation = new Evaluation(3);
        evaluation.add(0, new float[] {2, 1, 0});
        evaluation.add(0, new float[] {0, 3, 0});
        evaluation.add(1, new float[] {0, 3, 0});

        assertThat(evaluation.confusion()).containsExactly(List.of(1, 1, 0), List.of(0, 1, 0), List.of(0, 0, 0));
        assertThat(evaluation.accuracy()).isEqualTo(2.0 / 3);
        // F1 of both classes is 2/3; the third is in neither texts nor predictions.
        assertThat(evaluation.macroF1()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void lossIsTheMeanCrossEntropyAndSurvivesLargeLogits() {
        Evaluation evaluation = new Evaluation(2);
        evaluation.add(0, new float[] {1_000, 1_000});
        evaluation.add(1, new float[] {0, 0});

        assertThat(evaluation.loss()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void aLogitThatIsNoNumberMakesTheLossNone() {
        Evaluation evaluation = new Evaluation(2);
        evaluation.add(0, new float[] {Float.NaN, 1});

        assertThat(evaluation.loss()).isNaN();
    }
}
