package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyView;
import dev.tryout.training.TestResult;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the best trial's checkpoint at hand as the ranking changes, and promotes it when the study is over: has it tested by a
 * worker, has its folder written, and tells the supervisor. A trial whose checkpoint cannot be had gives way to the next.
 */
public final class Leaderboard extends AbstractBehavior<Leaderboard.Message> {
    private static final int MAX_TRIES = 3;

    /**
     * How patient a leaderboard is.
     *
     * @param retryInterval between tries
     * @param workerWait how long a finished study waits for any worker to test its champion
     */
    record Patience(Duration retryInterval, Duration workerWait) {
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), Duration.ofMinutes(2));
    }

    /** What the leaderboard is told. */
    public sealed interface Message {}

    /** The champion's result on the test part. */
    record Tested(int trial, TestResult result) implements Message, WireMessage {}

    /** The champion could not be tested. */
    record TestFailed(int trial, String reason) implements Message, WireMessage {}

    private record Changed(SupervisorMessage.Update update) implements Message {}

    private record Fetched(Trial trial, Download.Result result) implements Message {}

    private record FolderWritten(
            @Nullable Champion champion, @Nullable Throwable failure) implements Message {}

    private record Retry() implements Message {}

    private record Held(Trial trial, Path file, Download.Offer offer) {}

    private final ActorRef<SupervisorMessage> supervisor;
    private final String name;
    private final Path folder;
    private final Promoter promoter;
    private final Consumer<String> promotionFailed;
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Set<Integer> discarded = new HashSet<>();
    private final Patience patience;
    private SupervisorMessage.@Nullable Update latest;
    private @Nullable Held held;
    private @Nullable Trial fetching;
    private boolean writing;
    private @Nullable Champion champion;
    private boolean over;
    private String firstFailure = "";
    private long workerSeenNanos = System.nanoTime();

    private Leaderboard(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Patience patience,
            ActorRef<SupervisorMessage> supervisor,
            String name,
            Path folder,
            Promoter promoter,
            Consumer<String> promotionFailed) {
        super(context);
        this.supervisor = supervisor;
        this.name = name;
        this.folder = folder;
        this.promoter = promoter;
        this.promotionFailed = promotionFailed;
        this.patience = patience;
        timers.startTimerWithFixedDelay(new Retry(), patience.retryInterval());
        supervisor.tell(
                new SupervisorMessage.Subscribe(context.messageAdapter(SupervisorMessage.Update.class, Changed::new)));
    }

    /**
     * A leaderboard.
     *
     * @param name of the study's folder
     * @param folder where it keeps the checkpoint at hand
     * @param promotionFailed told once, where a finished study has no trial that can be promoted
     */
    public static Behavior<Message> create(
            ActorRef<SupervisorMessage> supervisor,
            String name,
            Path folder,
            Promoter promoter,
            Consumer<String> promotionFailed) {
        return create(Patience.DEFAULT, supervisor, name, folder, promoter, promotionFailed);
    }

    static Behavior<Message> create(
            Patience patience,
            ActorRef<SupervisorMessage> supervisor,
            String name,
            Path folder,
            Promoter promoter,
            Consumer<String> promotionFailed) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new Leaderboard(context, timers, patience, supervisor, name, folder, promoter, promotionFailed)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, this::onChanged)
                .onMessage(Fetched.class, this::onFetched)
                .onMessage(Tested.class, this::onTested)
                .onMessage(TestFailed.class, this::onTestFailed)
                .onMessage(FolderWritten.class, this::onFolderWritten)
                .onMessage(Retry.class, retry -> onRetry())
                .build();
    }

    private Behavior<Message> onChanged(Changed message) {
        boolean begins = latest == null
                || latest.study().phase() != message.update().study().phase()
                || latest.workers().size() != message.update().workers().size();
        latest = message.update();
        return begins || !message.update().events().isEmpty() ? advance(begins) : this;
    }

    private Behavior<Message> onRetry() {
        if (champion != null && latest != null && latest.study().champion() == null) {
            supervisor.tell(new SupervisorMessage.Promoted(champion));
        }
        if (latest == null
                || latest.study().phase() != Phase.FINISHED
                || !latest.workers().isEmpty()
                || writing) {
            workerSeenNanos = System.nanoTime();
        } else if (!over
                && System.nanoTime() - workerSeenNanos > patience.workerWait().toNanos()) {
            return giveUp("no worker is left to test the champion");
        }
        return advance(true);
    }

    private Behavior<Message> giveUp(String reason) {
        over = true;
        promotionFailed.accept(reason);
        return this;
    }

    /** One step towards the promotion, whichever is due. */
    private Behavior<Message> advance(boolean mayAskForTest) {
        if (latest == null || over || writing || latest.study().champion() != null) {
            return this;
        }
        StudyView study = latest.study();
        Optional<Trial> leader = leader(study);
        if (leader.isEmpty()) {
            if (study.phase() == Phase.FINISHED && fetching == null) {
                return giveUp(firstFailure.isEmpty() ? "no trial has a score" : firstFailure);
            }
            return this;
        }
        boolean atHand = held != null && held.trial().id() == leader.get().id();
        if (!atHand) {
            fetch(leader.get());
        } else if (study.phase() == Phase.FINISHED && mayAskForTest) {
            askForTest();
        }
        discardLosers(leader.get());
        return this;
    }

    private Optional<Trial> leader(StudyView study) {
        return study.leader(passedOver());
    }

    private Set<Integer> passedOver() {
        return failures.entrySet().stream()
                .filter(tries -> tries.getValue() >= MAX_TRIES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Optional<ActorRef<WorkerMessage>> workerOf(Trial trial) {
        if (latest == null) {
            return Optional.empty();
        }
        Map<WorkerInfo, ActorRef<WorkerMessage>> workers = latest.workers();
        String last = latest.study().lastWorker(trial.origin().run()).orElse("");
        return workers.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(last))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> workers.values().stream().findFirst());
    }

    private void fetch(Trial trial) {
        Optional<ActorRef<WorkerMessage>> worker = workerOf(trial);
        if (fetching != null || latest == null || worker.isEmpty()) {
            return;
        }
        fetching = trial;
        int epoch = bestEpoch(trial);
        Path target = folder.resolve("trial-" + trial.id() + "-epoch-" + epoch + ".checkpoint");
        ActorRef<Message> self = getContext().getSelf();
        ActorRef<Download.Message> download = getContext()
                .spawnAnonymous(
                        Download.create(target, result -> self.tell(new Fetched(trial, result))),
                        DispatcherSelector.blocking());
        RunSettings settings = RunSettings.of(name, latest.study().created());
        worker.get().tell(new WorkerMessage.OpenCheckpoint(trial.origin().run(), epoch, settings, download));
    }

    private int bestEpoch(Trial trial) {
        if (latest == null) {
            throw new IllegalStateException("no study yet");
        }
        return trial.best(latest.study().spec().metric()).orElseThrow().epoch();
    }

    private Behavior<Message> onFetched(Fetched message) {
        fetching = null;
        Path file = message.result().file();
        if (file == null) {
            return failed(
                    message.trial(),
                    "the checkpoint of trial " + message.trial().id() + " cannot be had: "
                            + message.result().failure());
        }
        try {
            drop(file);
            ActorRef<FileSource.Message> source =
                    getContext().spawnAnonymous(FileSource.create(file), DispatcherSelector.blocking());
            Download.Offer offer =
                    new Download.Offer(Files.size(file), message.result().sha256(), source);
            held = new Held(message.trial(), file, offer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return advance(true);
    }

    /** Lets go of the checkpoint at hand, and of its file unless it is the one that is to stay. */
    private void drop(@Nullable Path except) throws IOException {
        if (held != null) {
            getContext().stop(held.offer().source());
            if (!held.file().equals(except)) {
                Files.deleteIfExists(held.file());
            }
            held = null;
        }
    }

    /** Counts a failed try; the timer begins the next one. */
    private Behavior<Message> failed(Trial trial, String reason) {
        int tries = failures.merge(trial.id(), 1, Integer::sum);
        firstFailure = firstFailure.isEmpty() ? reason : firstFailure;
        getContext().getLog().warn("{} (try {} of {})", reason, tries, MAX_TRIES);
        return this;
    }

    private void askForTest() {
        if (held == null || latest == null) {
            return;
        }
        Held champion = held;
        RunSettings settings = RunSettings.of(name, latest.study().created());
        workerOf(champion.trial())
                .ifPresent(worker -> worker.tell(new WorkerMessage.TestChampion(
                        champion.trial(),
                        settings,
                        champion.offer(),
                        getContext().getSelf())));
    }

    private Behavior<Message> onTested(Tested message) {
        if (held == null || latest == null || writing || held.trial().id() != message.trial()) {
            return this;
        }
        writing = true;
        StudyView study = latest.study();
        Held champion = held;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> {
                            try {
                                return promoter.promote(study, champion.trial(), champion.file(), message.result());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }),
                        FolderWritten::new);
        return this;
    }

    private Behavior<Message> onTestFailed(TestFailed message) {
        return held == null || writing || held.trial().id() != message.trial()
                ? this
                : failed(held.trial(), "trial " + message.trial() + " cannot be tested: " + message.reason());
    }

    private Behavior<Message> onFolderWritten(FolderWritten message) {
        if (message.champion() == null) {
            return giveUp("the champion's folder cannot be written: " + rootMessage(message.failure()));
        }
        champion = message.champion().inPlaceOf(passedOver());
        supervisor.tell(new SupervisorMessage.Promoted(champion));
        return this;
    }

    private static String rootMessage(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "nothing was written" : Blame.message(root);
    }

    private void discardLosers(Trial leader) {
        if (latest == null || held == null || held.trial().id() != leader.id()) {
            return;
        }
        StudyView study = latest.study();
        Set<Integer> unneeded = study.unneededRuns();
        discarded.retainAll(unneeded);
        for (int run : unneeded) {
            if (run != leader.origin().run() && discarded.add(run)) {
                workerOf(study.trials().get(run - 1))
                        .ifPresent(worker -> worker.tell(new WorkerMessage.Discard(name, run)));
            }
        }
    }
}
