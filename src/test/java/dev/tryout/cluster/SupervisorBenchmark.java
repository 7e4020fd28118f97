package dev.tryout.cluster;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trials a second through the supervisor and its journal file, with an objective that does nothing and trials of one epoch:
 * {@code SupervisorBenchmark TRIALS WORKERS}. Every event is on disk before the worker that waits for it hears of it.
 */
final class SupervisorBenchmark {
    private static final int ROUNDS = 5;
    private static final long LIMIT_SECONDS = 300;

    private SupervisorBenchmark() {}

    public static void main(String[] args) throws Exception {
        int trials = Integer.parseInt(args[0]);
        int workers = Integer.parseInt(args[1]);
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rates[round] = trials / seconds(trials, workers);
            System.out.printf(Locale.ROOT, "round %d: %,.0f trials/s%n", round + 1, rates[round]);
        }
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "median of %d rounds: %,.0f trials/s (%,d trials, %d workers, SQLite journal)%n",
                ROUNDS,
                rates[ROUNDS / 2],
                trials,
                workers);
    }

    private static double seconds(int trials, int workers) throws Exception {
        Path folder = Files.createTempDirectory("supervisor-benchmark");
        Journal journal = new StudyFolder(folder).journal(null);
        journal.prepare();
        ActorTestKit kit = Kits.withJournal(journal);
        try {
            CompletableFuture<Void> finished = new CompletableFuture<>();
            ActorRef<SupervisorMessage> supervisor =
                    kit.spawn(Supervisor.create("sample", Study::of, System::currentTimeMillis));
            supervisor.tell(new SupervisorMessage.Subscribe(kit.spawn(Behaviors.receiveMessage(update -> {
                if (update.study().phase() == Phase.FINISHED) {
                    finished.complete(null);
                }
                return Behaviors.same();
            }))));
            long begin = System.nanoTime();
            supervisor.tell(new SupervisorMessage.Begin(Samples.spec(trials, 1), "{}", "", "benchmark"));
            for (int worker = 1; worker <= workers; worker++) {
                kit.spawn(worker(Samples.worker("worker-" + worker), supervisor));
            }
            finished.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            kit.shutdownTestKit();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Reports a loss as soon as it gets a trial, and asks for the next as soon as it is answered. */
    private static Behavior<WorkerMessage> worker(WorkerInfo info, ActorRef<SupervisorMessage> supervisor) {
        return Behaviors.setup(context -> {
            ActorRef<TrialMessage> answers = context.spawnAnonymous(Behaviors.receiveMessage(answer -> {
                supervisor.tell(new SupervisorMessage.RequestWork(
                        info, context.getSelf(), context.getSystem().ignoreRef()));
                return Behaviors.same();
            }));
            supervisor.tell(new SupervisorMessage.RequestWork(
                    info, context.getSelf(), context.getSystem().ignoreRef()));
            return Behaviors.receiveMessage(message -> {
                if (message instanceof WorkerMessage.Assign assign) {
                    Trial trial = assign.trial();
                    supervisor.tell(new SupervisorMessage.Report(
                            trial.id(), trial.attempt(), Samples.epoch(1, trial.id() % 97), answers));
                }
                return Behaviors.same();
            });
        });
    }
}
