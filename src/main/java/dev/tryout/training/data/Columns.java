package dev.tryout.training.data;

import dev.tryout.space.Nearest;
import dev.tryout.training.DataSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskType;
import dev.tryout.training.TextInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the texts and the label, and what is said where they are not there, empty or no numbers.
 *
 * @param pair the second text's, or null where texts stand alone
 * @param areNumbers whether labels must be finite numbers
 */
record Columns(String text, @Nullable String pair, String label, boolean areNumbers) {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?");

    private static final double LARGEST = 1e30;

    /** @throws StudyFailure where two of them have the same name */
    static Columns of(TaskType type, DataSpec spec) {
        Columns columns = new Columns(spec.textColumn(), spec.pairColumn(), spec.labelColumn(), !type.hasClasses());
        List<String> names = columns.names();
        if (new HashSet<>(names).size() < names.size()) {
            throw new StudyFailure("data: " + String.join(" and ", columns.keys()) + " are read from '"
                    + String.join("' and '", names) + "'; name a column for each");
        }
        return columns;
    }

    /** The columns' names, in a fixed order. */
    List<String> names() {
        return pair == null ? List.of(text, label) : List.of(text, pair, label);
    }

    private List<String> keys() {
        return pair == null ? List.of("text", "label") : List.of("text", "text_pair", "label");
    }

    private String key(String name) {
        return keys().get(names().indexOf(name));
    }

    /** What is wrong where a column is missing. */
    Optional<String> missing(Collection<String> found) {
        return names().stream()
                .filter(name -> !found.contains(name))
                .findFirst()
                .map(wanted -> {
                    String others = Nearest.to(wanted, found)
                            .map(name -> "did you mean '" + name + "'? There are: ")
                            .orElse("name another for '" + key(wanted) + "' in the study file; there are: ");
                    return "has no column '" + wanted + "'; " + others + String.join(", ", found);
                });
    }

    /**
     * A row's texts and label, white space around them stripped.
     *
     * @param row a value for each of the names
     * @return nothing where a mistake was added
     */
    Optional<LabelledText> read(Map<String, String> row, RowMistakes mistakes, long line) {
        List<String> faults = new ArrayList<>();
        for (String name : names()) {
            if (value(row, name).isEmpty()) {
                faults.add("'" + name + "' is empty; fill it in or remove the row");
            }
        }
        if (faults.isEmpty() && areNumbers) {
            number(value(row, label)).ifPresent(faults::add);
        }
        faults.forEach(fault -> mistakes.add(line, fault));
        TextInput input = new TextInput(value(row, text), pair == null ? null : value(row, pair));
        return faults.isEmpty() ? Optional.of(new LabelledText(input, value(row, label), line)) : Optional.empty();
    }

    private static String value(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name)).strip();
    }

    private Optional<String> number(String value) {
        if (!DECIMAL.matcher(value).matches()) {
            return Optional.of("'" + label + "' must be a number such as -1.5 or 2e3, got '" + value
                    + "'; correct it or remove the row");
        }
        return Math.abs(Double.parseDouble(value)) > LARGEST
                ? Optional.of("'" + label + "' is " + value + ", too large for a model's 32 bits; divide the column")
                : Optional.empty();
    }
}
