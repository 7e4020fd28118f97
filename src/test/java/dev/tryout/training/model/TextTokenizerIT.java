package dev.tryout.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.training.TaskSpec;
import dev.tryout.training.TextInput;
import dev.tryout.training.pretrained.PretrainedModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTokenizerIT {
    private static final int START = 101;
    private static final int END = 102;
    private static final int A = 1037;

    @Test
    void textsAreTruncatedAndNeverPadded() {
        try (TextTokenizer tokenizer = tokenizer(6)) {
            int[][] ids = tokenizer.encode(texts("a", "one two three four five six seven", ""));

            assertThat(ids[0]).containsExactly(START, A, END);
            assertThat(ids[1]).hasSize(6).startsWith(START).endsWith(END);
            assertThat(ids[2]).containsExactly(START, END);
        }
    }

    @Test
    void manyTextsKeepTheirOrder() {
        try (TextTokenizer tokenizer = tokenizer(200)) {
            int[][] ids = tokenizer.encode(Collections.nCopies(3_000, TextInput.of("a")));

            assertThat(ids).hasDimensions(3_000, 3);
            assertThat(tokenizer.encode(texts(String.join(" ", Collections.nCopies(500, "a"))))[0])
                    .hasSize(200);
        }
    }

    @Test
    void aPairIsOneRowWhoseSecondTextIsMarked() {
        try (TextTokenizer tokenizer = tokenizer(20)) {
            int[] row = tokenizer.encode(List.of(new TextInput("a", "a a")))[0];

            assertThat(Arrays.stream(row).map(Token::id)).containsExactly(START, A, END, A, A, END);
            assertThat(Arrays.stream(row).map(Token::type)).containsExactly(0, 0, 0, 1, 1, 1);
        }
    }

    @Test
    void ofAPairTheLongerTextIsCutFirst() {
        try (TextTokenizer tokenizer = tokenizer(8)) {
            int[] first = tokenizer.encode(List.of(new TextInput("a a a a a a a", "a a")))[0];
            int[] second = tokenizer.encode(List.of(new TextInput("a a", "a a a a a a a")))[0];
            int[] both = tokenizer.encode(List.of(new TextInput("a a a a a a a", "a a a a a a a")))[0];

            assertThat(Arrays.stream(first).map(Token::type)).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
            assertThat(Arrays.stream(second).map(Token::type)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
            assertThat(both).hasSize(8);
            assertThat(Arrays.stream(both).map(Token::type).sum()).isBetween(3, 4);
        }
    }

    @Test
    void aTextAloneAmongPairsIsRefused() {
        try (TextTokenizer tokenizer = tokenizer(8)) {
            assertThatThrownBy(() -> tokenizer.encode(List.of(new TextInput("a", "b"), TextInput.of("c"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("alone");
        }
    }

    @Test
    void theMaskIsASpecialTokenOfTheVocabulary() {
        assertThat(SpecialTokens.mask(PretrainedModel.required(TaskSpec.MINILM).tokenizerJson()))
                .hasValue(103);
    }

    private static TextTokenizer tokenizer(int maxLength) {
        return new TextTokenizer(PretrainedModel.required(TaskSpec.MINILM).tokenizerJson(), maxLength);
    }

    private static List<TextInput> texts(String... texts) {
        return Stream.of(texts).map(TextInput::of).toList();
    }
}
