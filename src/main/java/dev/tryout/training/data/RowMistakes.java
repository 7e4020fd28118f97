package dev.tryout.training.data;

import dev.tryout.training.StudyFailure;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a file's rows, so that a person can mend all of it at once. */
final class RowMistakes {
    private static final int SHOWN = 10;

    private final TextFile file;
    private final List<String> messages = new ArrayList<>();
    private long others;

    RowMistakes(TextFile file) {
        this.file = file;
    }

    /** @param line counted from 1 */
    void add(long line, String what) {
        if (messages.size() < SHOWN) {
            messages.add(String.valueOf(file.failure(line, what).getMessage()));
        } else {
            others++;
        }
    }

    /** @throws StudyFailure with the first mistakes, a line each, and how many more there are */
    void throwIfAny() {
        if (others > 0) {
            messages.add("and " + others + " more of the file's rows");
        }
        if (!messages.isEmpty()) {
            throw new StudyFailure(String.join("\n", messages));
        }
    }
}
