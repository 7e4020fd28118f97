package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.training.TaskSpec;
import dev.tryout.training.pretrained.PretrainedModel;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTokenizerIT {
    private static final int START = 101;
    private static final int END = 102;

    @Test
    void textsAreTruncatedAndNeverPadded() {
        try (TextTokenizer tokenizer = new TextTokenizer(PretrainedModel.required(TaskSpec.MINILM).tokenizerJson(), 6)) {
            int[][] ids = tokenizer.encode(List.of("a", "one two three four five six seven", ""));

            assertThat(ids[0]).containsExactly(START, 1037, END);
            assertThat(ids[1]).hasSize(6).startsWith(START).endsWith(END);
            assertThat(ids[2]).containsExactly(START, END);
        }
    }

    @Test
    void manyTextsKeepTheirOrder() {
        try (TextTokenizer tokenizer = new TextTokenizer(PretrainedModel.required(TaskSpec.MINILM).tokenizerJson(), 200)) {
            int[][] ids = tokenizer.encode(Collections.nCopies(3_000, "a"));

            assertThat(ids).hasDimensions(3_000, 3);
            assertThat(tokenizer.encode(List.of(String.join(" ", Collections.nCopies(500, "a"))))[0])
                    .hasSize(200);
        }
    }
}
