package dev.tryout.surrogate;

/**
 * The Cholesky factor of a symmetric matrix: {@code A = RᵀR} with R upper triangular. Where rounding has made the matrix
 * indefinite, growing multiples of the identity are added until it is not, so that no matrix of finite numbers is refused.
 *
 * <p>All inner loops run along rows: the just-in-time compiler makes vector instructions of them, which give the same digits on
 * every machine.
 */
public final class Cholesky {
    private static final double FIRST_JITTER = 1e-10;
    private static final double JITTER_GROWTH = 10;

    private final double[][] upper;
    private final double jitter;

    private Cholesky(double[][] upper, double jitter) {
        this.upper = upper;
        this.jitter = jitter;
    }

    /**
     * Factors a matrix.
     *
     * @param matrix n by n; only entries on and above the diagonal are read
     * @throws IllegalArgumentException where an entry is not finite
     */
    public static Cholesky of(double[][] matrix) {
        double scale = requireFinite(matrix);
        double jitter = 0;
        while (true) {
            double[][] upper = copyUpper(matrix, jitter);
            if (factor(upper)) {
                return new Cholesky(upper, jitter);
            }
            jitter = jitter == 0 ? FIRST_JITTER * scale : jitter * JITTER_GROWTH;
        }
    }

    private static double requireFinite(double[][] matrix) {
        double largest = Double.MIN_NORMAL;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i; j < matrix.length; j++) {
                if (!Double.isFinite(matrix[i][j])) {
                    throw new IllegalArgumentException(
                            "entry " + i + ", " + j + " of the matrix is not finite: " + matrix[i][j]);
                }
                largest = Math.max(largest, Math.abs(matrix[i][j]));
            }
        }
        return largest;
    }

    private static double[][] copyUpper(double[][] matrix, double jitter) {
        int n = matrix.length;
        double[][] copy = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], i, copy[i], i, n - i);
            copy[i][i] += jitter;
        }
        return copy;
    }

    /** Gaussian elimination in place, row by row; false where a pivot is not positive. */
    private static boolean factor(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            double[] row = a[k];
            if (!(row[k] > 0)) {
                return false;
            }
            double root = Math.sqrt(row[k]);
            for (int j = k; j < n; j++) {
                row[j] /= root;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(row[i], row, a[i], i, n);
            }
        }
        return true;
    }

    private static void subtract(double factor, double[] row, double[] from, int begin, int end) {
        for (int j = begin; j < end; j++) {
            from[j] -= factor * row[j];
        }
    }

    /** The number of rows. */
    public int size() {
        return upper.length;
    }

    /** What had to be added to the diagonal, 0 for a matrix that was positive definite. */
    public double jitter() {
        return jitter;
    }

    /** The logarithm of the matrix's determinant. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < upper.length; i++) {
            sum += StrictMath.log(upper[i][i]);
        }
        return 2 * sum;
    }

    /** Solves {@code Rᵀv = b}; the squared length of v is {@code bᵀA⁻¹b}. */
    public double[] solveHalf(double[] b) {
        double[] v = b.clone();
        for (int k = 0; k < v.length; k++) {
            v[k] /= upper[k][k];
            subtract(v[k], upper[k], v, k + 1, v.length);
        }
        return v;
    }

    /** Multiplies: {@code Rᵀv}, which {@link #solveHalf} undoes. */
    public double[] multiplyHalf(double[] v) {
        double[] b = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            subtract(-v[k], upper[k], b, k, v.length);
        }
        return b;
    }

    /** Solves {@code Rx = v}, the second half of {@link #solve}. */
    public double[] solveOtherHalf(double[] v) {
        double[] x = v.clone();
        for (int k = x.length - 1; k >= 0; k--) {
            x[k] = (x[k] - Vectors.dot(upper[k], x, k + 1, x.length)) / upper[k][k];
        }
        return x;
    }

    /** Solves {@code Ax = b}. */
    public double[] solve(double[] b) {
        return solveOtherHalf(solveHalf(b));
    }

    /** The inverse of the matrix; entries above the diagonal are left 0. */
    public double[][] lowerInverse() {
        int n = upper.length;
        double[][] inverse = new double[n][];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++) {
                subtract(upper[k][i], rows[k], row, 0, k + 1);
            }
            row[i] = 1;
            double pivot = upper[i][i];
            for (int j = 0; j <= i; j++) {
                row[j] /= pivot;
            }
            rows[i] = row;
            inverse[i] = new double[i + 1];
        }
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                subtract(-row[i], row, inverse[i], 0, i + 1);
            }
        }
        return inverse;
    }
}
