package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for workers are shell commands")
class LocalWorkersTest {
    private static final ProcessBuilder WAITS_FOR_ITS_PIPE = new ProcessBuilder("sh", "-c", "read line");
    private static final ProcessBuilder UNFIT = new ProcessBuilder("sh", "-c", "exit " + LocalWorkers.EXIT_UNFIT);

    private final BlockingQueue<SupervisorMessage> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final LocalWorkers workers = new LocalWorkers(told::add, notices::add, Duration.ofSeconds(2));

    @AfterEach
    void close() {
        workers.close();
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something within 20 s").isNotNull();
        return next;
    }

    private ProcessHandle process(String name) {
        return ProcessHandle.of(Objects.requireNonNull(workers.pids().get(name)))
                .orElseThrow();
    }

    private void awaitAnother(String name, long formerPid) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Map<String, Long> pids = workers.pids();
        while (pids.getOrDefault(name, formerPid) == formerPid && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
            pids = workers.pids();
        }
        assertThat(pids.get(name)).isNotNull().isNotEqualTo(formerPid);
    }

    @Test
    void aKilledWorkerIsReportedAndStartedAgain() throws Exception {
        workers.start("worker-1", WAITS_FOR_ITS_PIPE);
        workers.start("worker-2", WAITS_FOR_ITS_PIPE);
        long other = process("worker-2").pid();
        ProcessHandle killed = process("worker-1");
        killed.destroyForcibly();

        assertThat(take(told))
                .isEqualTo(new SupervisorMessage.WorkerExited("worker-1", "worker-1 was killed by signal 9"));
        assertThat(take(notices)).contains("worker-1").contains("starting it again");
        awaitAnother("worker-1", killed.pid());
        assertThat(workers.pids()).containsEntry("worker-2", other);
    }

    @Test
    void aWorkerThatIsUnfitTwiceIsGivenUpAndTheStudyPausedWhenItWasTheLast() throws Exception {
        workers.start("worker-1", UNFIT);
        assertThat(take(told)).isInstanceOf(SupervisorMessage.WorkerExited.class);
        assertThat(take(told)).isInstanceOf(SupervisorMessage.WorkerExited.class);
        assertThat(take(told))
                .isInstanceOfSatisfying(
                        SupervisorMessage.Pause.class,
                        pause -> assertThat(pause.reason())
                                .contains("no worker is left")
                                .contains("worker-1 ended with status 3"));
        assertThat(workers.pids()).isEmpty();
        take(notices);
        assertThat(take(notices)).contains("given up");
    }

    @Test
    void aWorkerWhoseMemoryRanOutStartsAfreshAsOftenAsItLikes() throws Exception {
        int status = LocalWorkers.exitStatus(WorkerNode.Ending.AFRESH);
        workers.start("worker-1", new ProcessBuilder("sh", "-c", "exit " + status));
        for (int i = 0; i < 12; i++) { // More than deaths are forgiven.
            assertThat(take(notices)).isEqualTo("worker-1 starts afresh after it ran out of device memory");
            assertThat(take(told))
                    .isEqualTo(new SupervisorMessage.WorkerExited(
                            "worker-1", "worker-1 starts afresh after it ran out of device memory"));
        }
        assertThat(LocalWorkers.exitStatus(WorkerNode.Ending.UNFIT)).isEqualTo(LocalWorkers.EXIT_UNFIT);
    }

    @Test
    void theStudyGoesOnWhileAnotherWorkerIsThere() throws Exception {
        workers.start("worker-2", WAITS_FOR_ITS_PIPE);
        workers.start("worker-1", UNFIT);
        take(notices);
        assertThat(take(notices)).contains("given up");
        assertThat(told).hasSize(2).allMatch(SupervisorMessage.WorkerExited.class::isInstance);
        assertThat(workers.pids()).containsOnlyKeys("worker-2");
    }

    @Test
    void anEpochForgivesEarlierDeaths() throws Exception {
        workers.start("worker-1", WAITS_FOR_ITS_PIPE);
        for (int i = 0; i < 12; i++) { // More than are forgiven without one.
            ProcessHandle killed = process("worker-1");
            killed.destroyForcibly();
            take(told);
            assertThat(take(notices)).contains("starting it again");
            workers.madeProgress("worker-1");
            awaitAnother("worker-1", killed.pid());
        }
    }

    @Test
    void aWorkerThatCannotBeStartedIsSaidAtOnce() {
        assertThatThrownBy(() -> workers.start("worker-1", new ProcessBuilder("/no/such/program")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("worker-1")
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void aWorkerThatCannotBeStartedAgainIsNotForgotten() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exit 1");
        workers.start("worker-1", builder);
        builder.command("/no/such/program");
        assertThat(take(notices)).contains("starting it again");
        String next = take(notices);
        if (next.contains("ended with status 1")) { // The change came after the second start.
            next = take(notices);
        }
        assertThat(next).contains("cannot be started").contains("starting it again");
    }

    @Test
    void closeEndsEveryWorkerThroughItsPipeAndStartsNoneAgain() {
        workers.start("worker-1", WAITS_FOR_ITS_PIPE);
        workers.start("worker-2", WAITS_FOR_ITS_PIPE);
        List<ProcessHandle> processes = new ArrayList<>(List.of(process("worker-1"), process("worker-2")));
        workers.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(told).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void aWorkerThatDoesNotHeedItsPipeIsMadeToEnd() {
        workers.start("worker-1", new ProcessBuilder("sleep", "600"));
        ProcessHandle deaf = process("worker-1");
        workers.close();
        assertThat(deaf.isAlive()).isFalse();
    }
}
