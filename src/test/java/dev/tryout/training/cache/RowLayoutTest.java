package dev.tryout.training.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowLayoutTest {
    @Test
    void rowsBeyondAGibibyteAreCutBetweenRows() {
        int[] lengths = new int[5];
        Arrays.fill(lengths, 100_000_000);
        RowLayout layout = new RowLayout(Element.FLOAT32, 1, lengths);

        assertThat(layout.bytes()).isEqualTo(2_000_000_000L);
        assertThat(layout.segments()).isEqualTo(3);
        assertThat(layout.segmentOf(1)).isZero();
        assertThat(layout.segmentOf(2)).isEqualTo(1);
        assertThat(layout.segmentOf(4)).isEqualTo(2);
        assertThat(layout.segmentOffset(2)).isEqualTo(layout.offset(4));
        assertThat(layout.segmentBytes(2)).isEqualTo(400_000_000);
    }

    @Test
    void aRowThatNoBufferHoldsIsRefused() {
        assertThatThrownBy(() -> new RowLayout(Element.FLOAT32, 384, new int[] {1, 1_000_000}))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> new RowLayout(Element.FLOAT32, 384, new int[] {-1}))
                .hasMessageContaining("row 0");
    }
}
