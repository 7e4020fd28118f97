package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.study.WorkerNeeds.Device;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerNeedsTest {
    private static final long GB = 1_000_000_000;

    @Test
    void areMetByTheKindAndByEnoughMemory() {
        WorkerNeeds gpu = new WorkerNeeds(Device.GPU, 16 * GB);
        assertThat(gpu.areMetBy(true, 16 * GB)).isTrue();
        assertThat(gpu.areMetBy(true, 16 * GB - 1)).isFalse();
        assertThat(gpu.areMetBy(false, 64 * GB)).isFalse();
        assertThat(new WorkerNeeds(Device.CPU, 0).areMetBy(true, 64 * GB)).isFalse();
        assertThat(new WorkerNeeds(Device.CPU, 0).areMetBy(false, 0)).isTrue();
        assertThat(new WorkerNeeds(Device.ANY, GB).areMetBy(true, 0))
                .as("memory that is not known")
                .isFalse();
        assertThat(WorkerNeeds.NONE.areMetBy(true, 0)).isTrue();
    }

    @Test
    void sayWhatTheyAre() {
        assertThat(new WorkerNeeds(Device.GPU, 16 * GB).describe()).isEqualTo("a gpu with 16GB");
        assertThat(new WorkerNeeds(Device.ANY, 3L << 29).describe()).isEqualTo("any device with 1536MiB");
        assertThat(new WorkerNeeds(Device.CPU, 0).describe()).isEqualTo("a cpu");
        assertThatThrownBy(() -> new WorkerNeeds(Device.ANY, -1)).hasMessageContaining("-1");
    }

    @Test
    void aCardThatIsSoldWithSoMuchHasIt() {
        long h100 = 81_559L << 20;
        assertThat(MemorySize.parse("80GB")).isLessThan(h100).isLessThan(MemorySize.parse("80GiB"));
        assertThat(MemorySize.rounded(h100)).isEqualTo("85.5 GB");
    }

    @Property
    void sizesReadBack(@ForAll @IntRange(min = 1, max = 999_999) int number, @ForAll @IntRange(max = 3) int unit) {
        long bytes = MemorySize.parse(number + new String[] {"MB", "GB", "MiB", "GiB"}[unit]);
        assertThat(MemorySize.parse(MemorySize.spelling(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0GB", "16", "16 GB", "16gb", "-1GB", "1.5GB", "1000000MB", "16KB"})
    void otherSizesAreNone(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text)).hasMessageContaining(text);
    }
}
