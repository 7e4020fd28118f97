package dev.tryout.training;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** What a fine-tuned model is to say of a text. */
public enum TaskType {
    /** Which of some classes the text belongs to. */
    TEXT_CLASSIFICATION("text-classification", true, false),
    /** Which of some classes a pair of texts belongs to, as in entailment or paraphrase. */
    TEXT_PAIR_CLASSIFICATION("text-pair-classification", true, true),
    /** A number, such as a rating. */
    TEXT_REGRESSION("text-regression", false, false);

    private final String spelling;
    private final boolean hasClasses;
    private final boolean hasPairs;

    TaskType(String spelling, boolean hasClasses, boolean hasPairs) {
        this.spelling = spelling;
        this.hasClasses = hasClasses;
        this.hasPairs = hasPairs;
    }

    /** As study files write it. */
    @JsonValue
    public String spelling() {
        return spelling;
    }

    /** Whether the answer is one of some classes; else it is a number. */
    public boolean hasClasses() {
        return hasClasses;
    }

    /** Whether an example has two texts. */
    public boolean hasPairs() {
        return hasPairs;
    }

    /** The type of that spelling. */
    public static TaskType of(String spelling) {
        return Arrays.stream(values())
                .filter(type -> type.spelling.equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type of task is called '" + spelling + "'"));
    }

    /** Every spelling. */
    public static List<String> spellings() {
        return Arrays.stream(values()).map(TaskType::spelling).toList();
    }
}
