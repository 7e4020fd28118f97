package dev.tryout.cli;

import dev.tryout.training.TaskSpec;
import dev.tryout.training.TextInput;
import dev.tryout.training.data.LabelledData;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * Says where a task's {@code max_length} cuts texts. It counts words, of which each is a token at least: what is told is certain, and
 * takes no tokenizer.
 */
final class LongTexts {
    private LongTexts() {}

    /** One line for people; empty where no text is sure to be cut. */
    static Optional<String> describe(TaskSpec task, LabelledData data) {
        int all = data.train().size() + data.validation().size() + data.test().size();
        long cut = Stream.of(data.train(), data.validation(), data.test())
                .flatMap(part -> part.stream())
                .filter(example -> tokens(example.input()) > task.maxLength())
                .count();
        return cut == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "at least %,d of %,d texts %s longer than max_length: %d tokens, and what is beyond is not read",
                        cut,
                        all,
                        cut == 1 ? "is" : "are",
                        task.maxLength()));
    }

    /** The fewest that it may have, with one special token before a text and one behind each. */
    private static int tokens(TextInput input) {
        int first = words(input.text()) + 2;
        return input.pair() == null ? first : first + words(input.pair()) + 1;
    }

    private static int words(String text) {
        return new StringTokenizer(text).countTokens();
    }
}
