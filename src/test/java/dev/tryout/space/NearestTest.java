package dev.tryout.space;

import dev.tryout.space.Nearest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES =
            List.of("learning_rate", "batch_size", "epochs", "weight_decay", "dropout", "head_dropout", "momentum");

    @ParameterizedTest
    @CsvSource({
        "bacth_size, batch_size",
        "BATCH_SIZE, batch_size",
        "lerning_rate, learning_rate",
        "lr, learning_rate",
        "wd, weight_decay",
        "drop, dropout",
        "epoch, epochs"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(Nearest.to(written, NAMES)).contains(meant);
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Nearest.to("colour", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), NAMES)).isEmpty();
    }
}
