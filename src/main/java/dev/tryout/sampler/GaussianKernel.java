package dev.tryout.sampler;

/** Normal distributions of one width, cut off at 0 and 1; uniform where the centre is NaN. */
final class GaussianKernel implements Kernel {
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private final double[] centres;
    private final double[] logScales;
    private final double width;

    GaussianKernel(double[] centres, double width) {
        this.centres = centres;
        this.width = width;
        this.logScales = new double[centres.length];
        for (int i = 0; i < centres.length; i++) {
            double inside = Normal.mass(-centres[i] / width, (1 - centres[i]) / width);
            logScales[i] = StrictMath.log(width * inside) + LOG_ROOT_TWO_PI;
        }
    }

    @Override
    public void addLogDensities(double position, double[] logs) {
        for (int i = 0; i < logs.length; i++) {
            double z = (position - centres[i]) / width;
            if (!Double.isNaN(z)) {
                logs[i] -= 0.5 * z * z + logScales[i];
            }
        }
    }

    @Override
    public double draw(int component, Randomness randomness) {
        double centre = centres[component];
        if (Double.isNaN(centre)) {
            return randomness.uniform();
        }
        // The width is 1 at most, so that at least a third of the draws stay inside.
        while (true) {
            double position = centre + width * randomness.gaussian();
            if (position >= 0 && position <= 1) {
                return position;
            }
        }
    }
}
