package dev.tryout.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ElementTypeTest {
    private static final int HALVES = 1 << 16;

    @Test
    void aBrainFloatIsTheUpperHalfOfAFloat() {
        ByteBuffer bytes = ByteBuffer.allocate(HALVES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < HALVES; bits++) {
            bytes.putShort((short) bits);
        }
        float[] values = new float[HALVES];

        ElementType.BF16.read(bytes.flip(), values, 0, HALVES);

        for (int bits = 0; bits < HALVES; bits++) {
            assertThat(Float.floatToRawIntBits(values[bits])).isEqualTo(bits << 16);
        }
    }

    @Test
    void valuesLandWhereTheyBelong() {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x3c00);
        float[] values = {5, 5, 5};

        ElementType.F16.read(bytes.flip(), values, 1, 1);

        assertThat(values).containsExactly(5, 1, 5);
    }
}
