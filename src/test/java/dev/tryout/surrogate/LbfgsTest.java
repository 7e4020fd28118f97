package dev.tryout.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final Lbfgs PATIENT = new Lbfgs(2_000, 1e-14, 1);

    private static double rosenbrock(double[] x, double[] gradient) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        gradient[0] = -2 * a - 400 * x[0] * b;
        gradient[1] = 200 * b;
        return a * a + 100 * b * b;
    }

    @Test
    void followsTheValleyOfRosenbrock() {
        Lbfgs.Minimum minimum = PATIENT.minimise(
                LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {-5, -5}, new double[] {5, 5});
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, Offset.offset(1e-5));
        assertThat(minimum.evaluations()).isLessThan(120);
    }

    @Test
    void endsOnTheBoundsThatHoldIt() {
        Lbfgs.Minimum minimum = PATIENT.minimise(
                LbfgsTest::rosenbrock, new double[] {-1, -1}, new double[] {-2, -2}, new double[] {0.5, 2});
        assertThat(minimum.point()).containsExactly(new double[] {0.5, 0.25}, Offset.offset(1e-5));
    }

    @Test
    void keepsToItsEvaluations() {
        assertThat(new Lbfgs(7, 0, 1)
                        .minimise(
                                LbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {-5, -5}, new double[] {5, 5
                                })
                        .evaluations())
                .isEqualTo(7);
    }

    @Test
    void staysWhereTheFunctionHasNoValue() {
        Lbfgs.Minimum minimum = PATIENT.minimise(
                (x, gradient) -> {
                    gradient[0] = Double.NaN;
                    return Double.NaN;
                },
                new double[] {0.3},
                new double[] {0},
                new double[] {1});
        assertThat(minimum.point()).containsExactly(0.3);
    }

    @Test
    void stepsBackFromWhereTheFunctionEnds() {
        Lbfgs.Minimum minimum = new Lbfgs(200, 1e-12, 10)
                .minimise(
                        (x, gradient) -> {
                            gradient[0] = 1 - 1 / x[0];
                            return x[0] > 0 ? x[0] - Math.log(x[0]) : Double.NaN;
                        },
                        new double[] {5},
                        new double[] {-100},
                        new double[] {100});
        assertThat(minimum.point()[0]).isCloseTo(1, Offset.offset(1e-5));
    }
}
