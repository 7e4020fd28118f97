package dev.tryout.parzen;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Probabilities of the cells that a discrete parameter's values own; those of the cells themselves where the centre is NaN. */
final class CellKernel implements Kernel {
    private final double[] borders;
    private final int[] centres;
    private final double[][] masses;
    private final double[][] ratios;

    /**
     * @param borders of the cells, ascending from 0 to 1, one more than there are cells
     * @param centres positions within cells, or NaN
     * @param masses the probability of each cell (second index) around each centre's cell (first index)
     */
    CellKernel(double[] borders, double[] centres, double[][] masses) {
        int cells = borders.length - 1;
        this.borders = borders;
        this.centres = new int[centres.length];
        for (int i = 0; i < centres.length; i++) {
            this.centres[i] = Double.isNaN(centres[i]) ? cells : cell(centres[i]);
        }
        this.masses = Arrays.copyOf(masses, cells + 1);
        this.masses[cells] = new double[cells];
        this.ratios = new double[cells][cells + 1];
        for (int to = 0; to < cells; to++) {
            double uniform = borders[to + 1] - borders[to];
            this.masses[cells][to] = uniform;
            for (int from = 0; from <= cells; from++) {
                ratios[to][from] = this.masses[from][to] / uniform;
            }
        }
    }

    @Override
    public void multiply(double position, double[] products) {
        double[] byCentre = ratios[cell(position)];
        for (int i = 0; i < products.length; i++) {
            products[i] *= byCentre[centres[i]];
        }
    }

    @Override
    public double draw(int component, DoubleSupplier uniform) {
        double[] row = masses[centres[component]];
        double target = uniform.getAsDouble() * Arrays.stream(row).sum();
        int cell = 0;
        for (double sum = row[0]; sum <= target && cell < row.length - 1; sum += row[cell]) {
            cell++;
        }
        return (borders[cell] + borders[cell + 1]) / 2;
    }

    private int cell(double position) {
        int found = Arrays.binarySearch(borders, position);
        int cell = found >= 0 ? found : -found - 2;
        return Math.min(borders.length - 2, Math.max(0, cell));
    }
}
