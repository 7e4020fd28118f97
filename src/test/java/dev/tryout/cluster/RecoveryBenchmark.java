package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import com.sun.management.OperatingSystemMXBean;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.PostgresSchema;
import dev.tryout.cluster.journal.PostgresServer;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long a supervisor and a reader take to have a study again from its journal:
 * {@code RecoveryBenchmark TRIALS EPOCHS FOLDER|postgresql}. A journal that the folder has already is only read: the first round is
 * then that of a process that has just started.
 */
final class RecoveryBenchmark {
    private static final int ROUNDS = 5;
    private static final int WORKERS = 16;
    private static final long LIMIT_SECONDS = 900;

    private RecoveryBenchmark() {}

    public static void main(String[] args) throws Exception {
        int trials = Integer.parseInt(args[0]);
        int epochs = Integer.parseInt(args[1]);
        boolean inPostgres = args[2].equals("postgresql");
        Path folder = inPostgres ? Files.createTempDirectory("recovery-benchmark") : Path.of(args[2]);
        Journal journal = inPostgres ? inPostgres(folder) : new StudyFolder(folder).journal(null);
        boolean isThere = Journal.isIn(folder);
        journal.prepare();
        if (!isThere) {
            write(journal, trials, epochs);
        }
        measure("supervisor", () -> recover(journal));
        measure("reader", () -> journal.replay().trials().size());
        System.out.printf("%,d events, %s%n", journal.read().size(), journal.place());
        System.exit(0);
    }

    private static Journal inPostgres(Path folder) throws Exception {
        PostgresFixture postgres = PostgresFixture.shared();
        String url = postgres.url(postgres.createDatabase());
        new PostgresSchema(new PostgresServer(url, PostgresFixture.USER, PostgresFixture.PASSWORD)).create();
        Path configuration = Files.writeString(
                folder.resolve("coordinator.conf"),
                "tryout.journal { url = \"" + url + "\", user = " + PostgresFixture.USER + ", password = "
                        + PostgresFixture.PASSWORD + " }");
        return new StudyFolder(folder).journal(configuration);
    }

    private static void write(Journal journal, int trials, int epochs) throws Exception {
        ActorTestKit kit = Kits.withJournal(journal);
        try {
            CompletableFuture<Void> finished = new CompletableFuture<>();
            ActorRef<SupervisorMessage> supervisor = spawn(kit, journal);
            supervisor.tell(new SupervisorMessage.Subscribe(kit.spawn(Behaviors.receiveMessage(update -> {
                if (update.study().phase() == Phase.FINISHED) {
                    finished.complete(null);
                }
                return Behaviors.same();
            }))));
            supervisor.tell(new SupervisorMessage.Begin(Samples.spec(trials, epochs), "{}", "", "benchmark"));
            for (int worker = 1; worker <= WORKERS; worker++) {
                kit.spawn(SteadyWorker.create("worker-" + worker, supervisor, acknowledged -> {}));
            }
            finished.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static ActorRef<SupervisorMessage> spawn(ActorTestKit kit, Journal journal) throws Exception {
        return kit.spawn(SupervisorKeeper.create(
                Supervisor.maker(
                        "sample", journal.persistenceId("sample"), journal, Study::of, System::currentTimeMillis),
                Duration.ZERO,
                System.out::println));
    }

    /** From a cold actor system to the first answer of a supervisor that has read everything. */
    private static int recover(Journal journal) throws Exception {
        ActorTestKit kit = Kits.withJournal(journal);
        try {
            TestProbe<SupervisorMessage.Update> updates = kit.createTestProbe();
            spawn(kit, journal).tell(new SupervisorMessage.Subscribe(updates.ref()));
            return updates.receiveMessage(Duration.ofSeconds(LIMIT_SECONDS))
                    .study()
                    .trials()
                    .size();
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static void measure(String what, Callable<Integer> action) throws Exception {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        double[] seconds = new double[ROUNDS];
        double firstCpu = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            long beginCpu = process.getProcessCpuTime();
            action.call();
            seconds[round] = (System.nanoTime() - begin) / 1e9;
            firstCpu = round == 0 ? (process.getProcessCpuTime() - beginCpu) / 1e9 : firstCpu;
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "%s: first %.2f s (%.2f s of all cores), median %.2f s, worst %.2f s of %d rounds%n",
                what,
                first,
                firstCpu,
                seconds[ROUNDS / 2],
                seconds[ROUNDS - 1],
                ROUNDS);
    }
}
