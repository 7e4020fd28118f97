package dev.tryout.training.champion;

import dev.tryout.evaluation.ClassFigures;
import dev.tryout.training.TestResult;
import dev.tryout.trial.Digits;
import dev.tryout.trial.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How good a model is, in lines of Markdown: its metrics, and where there are classes each of them and what it is taken for. */
final class CardMetrics {
    private final TestResult test;

    CardMetrics(TestResult test) {
        this.test = test;
    }

    /** @param validation metrics at the model's epoch */
    List<String> metrics(Map<String, Double> validation) {
        List<String> lines = new ArrayList<>(List.of("| metric | validation | test |", "|---|---|---|"));
        new TreeMap<>(test.metrics())
                .forEach((name, value) -> lines.add("| " + ModelCard.escaped(name) + " | "
                        + number(
                                validation.get(name), test.validationIntervals().get(name)) + " | "
                        + number(value, test.intervals().get(name)) + " |"));
        lines.add("");
        lines.add(
                "In brackets: 95 % confidence intervals over other examples of the same kind; Wilson's of the accuracy, the"
                        + " BCa bootstrap's of the rest. The model was chosen by its validation metrics, which flatters them;"
                        + " the test part was used once.");
        return lines;
    }

    /** One row for each class, then the confusion matrix; nothing where there are no classes. */
    List<String> classes() {
        List<String> lines = new ArrayList<>();
        if (test.labels().isEmpty()) {
            return lines;
        }
        lines.add("| class | precision | recall | F1 | examples |");
        lines.add("|---|---|---|---|---|");
        for (ClassFigures figures : ClassFigures.of(test.labels(), test.confusion())) {
            lines.add("| " + ModelCard.escaped(figures.label()) + " | " + number(figures.precision()) + " | "
                    + number(figures.recall()) + " | " + number(figures.f1()) + " | " + figures.examples() + " |");
        }
        lines.add("");
        lines.add("Test examples by true class (rows) and predicted class (columns, in the same order):");
        lines.add("");
        lines.add("| | " + cells(columns()) + " |");
        lines.add("|---|" + "---|".repeat(test.labels().size()));
        for (int truth = 0; truth < test.labels().size(); truth++) {
            lines.add("| " + (truth + 1) + " " + ModelCard.escaped(test.labels().get(truth)) + " | "
                    + cells(test.confusion().get(truth)) + " |");
        }
        return lines;
    }

    private List<Integer> columns() {
        List<Integer> columns = new ArrayList<>();
        for (int column = 1; column <= test.labels().size(); column++) {
            columns.add(column);
        }
        return columns;
    }

    private static String cells(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" | "));
    }

    private static String number(@Nullable Double value, @Nullable Interval interval) {
        if (value == null) {
            return "";
        }
        return interval == null
                ? number(value)
                : number(value) + " (" + number(interval.low()) + " to " + number(interval.high()) + ")";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : Digits.text(value);
    }
}
