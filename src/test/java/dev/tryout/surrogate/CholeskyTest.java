package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @Test
    void factorsTheTextbookMatrix() {
        double[][] matrix = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};
        Cholesky factor = Cholesky.of(matrix);
        assertThat(factor.logDeterminant()).isCloseTo(Math.log(36), NEARLY);
        assertThat(factor.jitter()).isZero();
        assertThat(factor.solve(new double[] {1, 2, 3}))
                .containsExactly(new double[] {28.583333333, -7.666666667, 1.333333333}, Offset.offset(1e-6));
        assertThat(factor.lowerInverse()[2]).containsExactly(new double[] {19.0 / 9, -5.0 / 9, 1.0 / 9}, NEARLY);
    }

    @Property(tries = 50)
    void solvesAndInverts(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        double[][] matrix = positive(n, seed);
        Cholesky factor = Cholesky.of(matrix);
        double[] b = new Random(seed).doubles(n).toArray();
        double[] x = factor.solve(b);
        double[] half = factor.solveHalf(b);
        double[][] inverse = factor.lowerInverse();
        for (int i = 0; i < n; i++) {
            assertThat(Vectors.dot(matrix[i], x)).isCloseTo(b[i], NEARLY);
            double product = 0;
            for (int j = 0; j < n; j++) {
                product += inverse[Math.max(i, j)][Math.min(i, j)] * b[j];
            }
            assertThat(product).isCloseTo(x[i], NEARLY);
        }
        assertThat(Vectors.dot(half, half)).isCloseTo(Vectors.dot(b, x), NEARLY);
    }

    private static double[][] positive(int n, long seed) {
        Random random = new Random(seed);
        double[][] root = new double[n][];
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            root[i] = random.doubles(n, -1, 1).toArray();
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = Vectors.dot(root[i], root[j]) + (i == j ? 1 : 0);
            }
        }
        return matrix;
    }

    @Test
    void addsAsLittleAsMakesAMatrixPositive() {
        Cholesky factor = Cholesky.of(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
        assertThat(factor.jitter()).isBetween(0.0, 1e-8);
        assertThat(factor.solve(new double[] {1, 1, 1}))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, Offset.offset(1e-4));
        assertThat(Cholesky.of(new double[][] {{0}}).jitter()).isPositive();
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}}).jitter()).isBetween(1.0, 20.0);
    }

    @Test
    void namesTheEntryThatIsNotFinite() {
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, Double.NaN}, {0, 1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry 0, 1 of the matrix is not finite: NaN");
    }
}
