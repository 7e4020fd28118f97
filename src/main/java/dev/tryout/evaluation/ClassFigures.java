package dev.tryout.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How one class fared in a confusion matrix.
 *
 * @param examples of this class, in truth
 * @param precision the share of predictions of this class that were right, NaN where there were none
 * @param recall the share of its examples that were found, NaN where there were none
 * @param confusedWith the class that its examples were most often taken for, or empty
 */
public record ClassFigures(String label, int examples, double precision, double recall, String confusedWith) {
    /** The harmonic mean of precision and recall; 0 where nothing was found, NaN where the class does not occur. */
    public double f1() {
        if (examples == 0 && Double.isNaN(precision)) {
            return Double.NaN;
        }
        double p = Double.isNaN(precision) ? 0 : precision;
        double r = Double.isNaN(recall) ? 0 : recall;
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }

    /**
     * One for each class.
     *
     * @param confusion counts, true class by predicted class, square, as many rows as labels
     */
    public static List<ClassFigures> of(List<String> labels, List<List<Integer>> confusion) {
        List<ClassFigures> figures = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            int column = k;
            int predicted = confusion.stream().mapToInt(row -> row.get(column)).sum();
            int examples = confusion.get(k).stream().mapToInt(Integer::intValue).sum();
            int right = confusion.get(k).get(k);
            figures.add(new ClassFigures(
                    labels.get(k),
                    examples,
                    predicted == 0 ? Double.NaN : (double) right / predicted,
                    examples == 0 ? Double.NaN : (double) right / examples,
                    confusedWith(labels, confusion.get(k), k)));
        }
        return figures;
    }

    private static String confusedWith(List<String> labels, List<Integer> row, int truth) {
        int worst = -1;
        for (int k = 0; k < row.size(); k++) {
            if (k != truth && row.get(k) > (worst < 0 ? 0 : row.get(worst))) {
                worst = k;
            }
        }
        return worst < 0 ? "" : labels.get(worst) + " (" + row.get(worst) + ")";
    }
}
