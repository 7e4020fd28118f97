package dev.tryout.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.tryout.training.device.Device;
import dev.tryout.training.engine.Kernels;
import dev.tryout.training.engine.TorchEngine;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kernels that take memory which the machine does not have, so that the engine's own allocator fails. */
class WantOfMemoryIT {
    /** Beyond what a process can address. */
    private static final long TOO_MANY = 1L << 50;

    private TorchEngine.Scope off;
    private NDManager manager;
    private Kernels kernels;

    @BeforeEach
    void open() {
        TorchEngine engine = TorchEngine.start(Device.cpu(2));
        off = engine.withoutGradients();
        manager = engine.newManager();
        kernels = engine.kernels();
    }

    @AfterEach
    void close() {
        manager.close();
        off.close();
    }

    @Test
    void aPenaltyWithoutMemoryForItsSignsChangesNothing() {
        NDArray gradient = number(3);

        assertRunsOut(
                () -> kernels.penalise(List.of(gradient, seemingly()), List.of(number(2), seemingly()), 0.5, 0.25));

        assertThat(gradient.getFloat()).isEqualTo(3);
    }

    @Test
    void anUpdateByRmsPropWithoutMemoryForItsRootsChangesNothing() {
        NDArray parameter = number(2);
        NDArray gradient = number(3);
        NDArray square = number(4);

        assertRunsOut(() -> kernels.rmsProp(
                List.of(parameter, seemingly()),
                List.of(gradient, seemingly()),
                List.of(square, seemingly()),
                number(2),
                0.1,
                0.9,
                1e-8,
                0.5));

        assertThat(parameter.getFloat()).isEqualTo(2);
        assertThat(gradient.getFloat()).isEqualTo(3);
        assertThat(square.getFloat()).isEqualTo(4);
    }

    private static void assertRunsOut(ThrowingCallable work) {
        Throwable fault = catchThrowable(work);

        assertThat(DeviceMemory.isExhausted(fault)).as("%s", fault).isTrue();
    }

    private NDArray number(float value) {
        return manager.create(new float[] {value});
    }

    /** A single number that looks like many: what is made of its shape does not fit. */
    private NDArray seemingly() {
        return number(1).broadcast(new Shape(TOO_MANY));
    }
}
