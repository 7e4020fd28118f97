package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void nearbyTrialsAndEpochsShareNoSeed() {
        Set<Long> seeds = new HashSet<>();
        for (long study = 0; study < 10; study++) {
            for (long trial = 0; trial < 50; trial++) {
                for (long epoch = 0; epoch < 20; epoch++) {
                    seeds.add(Seeds.mix(Seeds.mix(study, trial), epoch));
                }
            }
        }

        assertThat(seeds).hasSize(10 * 50 * 20);
        assertThat(Seeds.mix(1, 2)).isNotEqualTo(Seeds.mix(2, 1)).isEqualTo(Seeds.mix(1, 2));
    }
}
