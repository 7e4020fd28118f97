package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final Waits waits = new Waits();

    @Test
    void whatIsWaitedForIsNewsOnce() {
        assertThat(waits.news(List.of("waits for a gpu; 1 worker"))).containsExactly("waits for a gpu; 1 worker");
        assertThat(waits.news(List.of("waits for a gpu; 2 workers"))).isEmpty();
        assertThat(waits.news(List.of("waits for a gpu; 2 workers", "worker-1 is held")))
                .containsExactly("worker-1 is held");
        assertThat(waits.news(List.of())).isEmpty();
        assertThat(waits.news(List.of("waits for a gpu; 2 workers"))).containsExactly("waits for a gpu; 2 workers");
    }
}
