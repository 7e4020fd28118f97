package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    @Test
    void balancedClassesWeighTheSameTogether() {
        // 10 examples of 2 classes: 10 / 2 / 8 and 10 / 2 / 2.
        assertThat(ClassWeights.balanced(new int[] {8, 2})).containsExactly(0.625, 2.5);
        assertThat(ClassWeights.balanced(new int[] {5, 5})).containsExactly(1, 1);
        assertThat(ClassWeights.balanced(new int[] {4, 0})).containsExactly(0.5, 0);
    }
}
