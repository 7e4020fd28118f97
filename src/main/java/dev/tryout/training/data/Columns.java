package dev.tryout.training.data;

import dev.tryout.space.Nearest;
import dev.tryout.training.StudyFailure;
import java.util.Collection;

/** The names of the text and the label, and what is said when they are not there or empty. */
record Columns(String text, String label) {
    /** @param found the columns or keys that the line has */
    void require(Collection<String> found, TextFile file, long line) {
        for (String wanted : new String[] {text, label}) {
            if (!found.contains(wanted)) {
                String meant = Nearest.to(wanted, found)
                        .map(name -> "did you mean '" + name + "'? ")
                        .orElse("");
                throw file.failure(
                        line, "has no column '" + wanted + "'; " + meant + "There are: " + String.join(", ", found));
            }
        }
    }

    /** The pair, white space around it stripped. */
    LabelledText pair(String textValue, String labelValue, TextFile file, long line) {
        return new LabelledText(required(text, textValue, file, line), required(label, labelValue, file, line), line);
    }

    private static String required(String column, String value, TextFile file, long line) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw file.failure(line, "'" + column + "' is empty; fill it in or remove the row");
        }
        return stripped;
    }

    StudyFailure sameColumn() {
        return new StudyFailure("data: text and label are both read from '" + text + "'; name two columns");
    }
}
