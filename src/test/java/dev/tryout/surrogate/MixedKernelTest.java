package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MixedKernelTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-14);
    private static final MixedKernel MIXED =
            new MixedKernel(new boolean[] {false, true, false}, new double[] {0.4, 2, 0.8});

    /** (1 + s + s²/3) exp(-s) with s = √5 r, computed with 60 digits. */
    @Test
    void isMaternInOneDimension() {
        MixedKernel kernel = new MixedKernel(new boolean[] {false}, new double[] {0.5});
        assertThat(kernel.value(new double[] {0.1}, new double[] {0.1})).isEqualTo(1);
        assertThat(kernel.value(new double[] {0.25}, new double[] {0.5})).isCloseTo(0.8286491424181253, EXACT);
        assertThat(kernel.value(new double[] {0.5}, new double[] {0})).isCloseTo(0.5239941088318203, EXACT);
        assertThat(kernel.value(new double[] {0}, new double[] {1})).isCloseTo(0.1386602191385043, EXACT);
    }

    @Test
    void multipliesByEachCategoryThatDiffers() {
        double[] point = {0.3, 0.25, 0.6};
        assertThat(MIXED.value(point, new double[] {0.3, 0.75, 0.6})).isCloseTo(Math.exp(-0.5), EXACT);
        assertThat(MIXED.value(point, new double[] {0.3, Double.NaN, 0.6})).isCloseTo(Math.exp(-0.5), EXACT);
    }

    @Test
    void putsInactiveParametersAtOneDistanceFromAllNumbers() {
        double[] inactive = {0.3, 0.25, Double.NaN};
        assertThat(MIXED.value(inactive, inactive)).isEqualTo(1);
        assertThat(MIXED.value(inactive, new double[] {0.3, 0.25, 0}))
                .isEqualTo(MIXED.value(inactive, new double[] {0.3, 0.25, 0.9}))
                .isBetween(0.1, 0.9);
    }

    @Test
    void hasTheGradientOfItsDifferences() {
        double[] a = {0.3, 0.25, 0.6};
        double[] b = {0.7, 0.75, 0.5};
        double[] gradient = new double[3];
        assertThat(MIXED.value(a, b, gradient)).isEqualTo(MIXED.value(a, b));
        for (int d : new int[] {0, 2}) {
            double[] up = a.clone();
            double[] down = a.clone();
            up[d] += 1e-6;
            down[d] -= 1e-6;
            assertThat(gradient[d]).isCloseTo((MIXED.value(up, b) - MIXED.value(down, b)) / 2e-6, Offset.offset(1e-8));
        }
        assertThat(gradient[1]).isZero();
    }
}
