package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
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
        assertThat(Nearest.to(written, KnownParameters.names())).contains(meant);
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Nearest.to("colour", KnownParameters.names())).isEmpty();
        assertThat(Nearest.to("", KnownParameters.names())).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), KnownParameters.names())).isEmpty();
    }
}
