package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.tryout.training.Pooling;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.TorchEngine;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which segment a token is of changes its hidden state; saying nothing says the first. */
class TokenTypesIT {
    private static final int[][] ROWS = {{1, 7, 2, 9, 2}, {1, 30, 2}};

    @Test
    void tokensOfASecondSegmentAreEncodedDifferently() {
        float[] unsaid = states(ROWS);

        float[] pair = states(new int[][] {{1, 7, 2, Token.of(9, 1), Token.of(2, 1)}, ROWS[1]});
        assertThat(pair).hasSameSizeAs(unsaid).isNotEqualTo(unsaid);
        assertThat(second(pair)).isEqualTo(second(unsaid));
    }

    /** The second row's states: its three tokens, padding left out. */
    private static float[] second(float[] states) {
        int row = states.length / 2;
        return Arrays.copyOfRange(states, row, row + 3 * SmallModel.LAYOUT.hidden());
    }

    private static float[] states(int[][] rows) {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        try (NDManager manager = engine.newManager();
                TorchEngine.Scope off = engine.withoutGradients()) {
            Map<String, NDArray> weights = SmallModel.weights(manager);
            TextClassifier classifier = new TextClassifier(
                    manager,
                    SmallModel.LAYOUT,
                    Pooling.MEAN,
                    TextClassifier.Mode.evaluation(SmallModel.LAYOUT),
                    weights::get);
            return classifier.hiddenStates(TokenBatch.of(manager, rows), false).toFloatArray();
        }
    }
}
