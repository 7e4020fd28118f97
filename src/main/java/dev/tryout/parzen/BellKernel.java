package dev.tryout.parzen;

import java.util.function.DoubleSupplier;

/**
 * Student's t distributions of one width, cut off at 0 and 1; uniform where the centre is NaN. Their heavy tails let a candidate
 * keep close to good observations in most dimensions while it goes far from all of them in one.
 */
final class BellKernel implements Kernel {
    private final double width;
    private final double[] centres;
    private final double[] sharpness;
    private final double[] peaks;

    BellKernel(double[] centres, double width) {
        int components = centres.length;
        this.width = width;
        this.centres = new double[components];
        this.sharpness = new double[components];
        this.peaks = new double[components];
        double peak = StudentT.density(0) / width;
        for (int i = 0; i < components; i++) {
            if (Double.isNaN(centres[i])) {
                peaks[i] = 1;
            } else {
                this.centres[i] = centres[i];
                sharpness[i] = 1 / (3 * width * width);
                peaks[i] = peak / StudentT.mass(-centres[i] / width, (1 - centres[i]) / width);
            }
        }
    }

    @Override
    public void multiply(double position, double[] products) {
        for (int i = 0; i < products.length; i++) {
            double distance = position - centres[i];
            double bell = 1 / (1 + distance * distance * sharpness[i]);
            products[i] *= peaks[i] * bell * bell;
        }
    }

    @Override
    public double draw(int component, DoubleSupplier uniform) {
        if (sharpness[component] == 0) {
            return uniform.getAsDouble();
        }
        // The width is 1 at most, so that nearly a third of the draws stay inside.
        while (true) {
            double position = centres[component] + width * StudentT.draw(uniform);
            if (position >= 0 && position <= 1) {
                return position;
            }
        }
    }
}
