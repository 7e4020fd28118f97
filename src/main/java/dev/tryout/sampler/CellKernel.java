package dev.tryout.sampler;

import java.util.Arrays;

/** Probabilities of the cells that a discrete parameter's values own; those of the cells themselves where the centre is NaN. */
final class CellKernel implements Kernel {
    private final double[] borders;
    private final int[] centres;
    private final double[][] cumulative;
    private final double[][] logs;

    /**
     * @param borders of the cells, ascending from 0 to 1, one more than there are cells
     * @param centres positions within cells, or NaN
     * @param masses the probability of each cell (second index) around each centre's cell (first index)
     */
    CellKernel(double[] borders, double[] centres, double[][] masses) {
        int cells = borders.length - 1;
        this.borders = borders;
        this.centres = Arrays.stream(centres)
                .mapToInt(centre -> Double.isNaN(centre) ? cells : cell(centre))
                .toArray();
        this.cumulative = new double[cells + 1][cells];
        this.logs = new double[cells][cells + 1];
        for (int from = 0; from <= cells; from++) {
            double sum = 0;
            for (int to = 0; to < cells; to++) {
                double mass = from == cells ? borders[to + 1] - borders[to] : masses[from][to];
                sum += mass;
                cumulative[from][to] = sum;
                logs[to][from] = StrictMath.log(mass);
            }
        }
    }

    @Override
    public void addLogDensities(double position, double[] sums) {
        double[] byCentre = logs[cell(position)];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += byCentre[centres[i]];
        }
    }

    @Override
    public double draw(int component, Randomness randomness) {
        double[] row = cumulative[centres[component]];
        double target = randomness.uniform() * row[row.length - 1];
        int cell = 0;
        while (row[cell] <= target) {
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
