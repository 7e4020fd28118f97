package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import dev.tryout.study.Champion;
import dev.tryout.study.FailureOwner;
import dev.tryout.study.StudySpec;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.TestResult;
import dev.tryout.training.files.RunFile;
import dev.tryout.training.files.RunFiles;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One sample of every message that a sealed protocol admits, private ones too, made from samples of their components. */
final class MessageSamples {
    private final Map<Class<?>, Object> parts = new HashMap<>();

    /** @param others whoever is written to */
    MessageSamples(ActorRef<Object> others) {
        Trial trial = Samples.running(1, 1, 2, 0.5);
        Download.Offer offer = new Download.Offer(3, "00", others.narrow());
        parts.put(int.class, 1);
        parts.put(long.class, 1L);
        parts.put(double.class, 0.5);
        parts.put(String.class, "text");
        parts.put(Runnable.class, (Runnable) () -> {});
        parts.put(byte[].class, new byte[] {1, 2, 3});
        parts.put(ActorRef.class, others);
        parts.put(Trial.class, trial);
        parts.put(Measurement.class, Samples.epoch(2, 0.4));
        parts.put(Decision.class, Decision.CONTINUE);
        parts.put(CompletableFuture.class, new CompletableFuture<Decision>());
        parts.put(Throwable.class, new IllegalStateException("sample"));
        parts.put(FailureOwner.class, FailureOwner.TRIAL);
        parts.put(StudySpec.class, Samples.spec(1, 1));
        parts.put(Champion.class, new Champion(1, 1, "", Map.of(), 0, List.of(), List.of()));
        parts.put(WorkerInfo.class, Samples.worker("worker-1"));
        parts.put(WorkerNeeds.class, new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L));
        parts.put(RunSettings.class, Samples.SETTINGS);
        parts.put(MemoryLimits.class, MemoryLimits.NONE);
        parts.put(
                SupervisorMessage.Update.class,
                new SupervisorMessage.Update(
                        new StudyRun(Samples.spec(1, 1)).state().view(), List.of(), Map.of(), Map.of(), List.of()));
        parts.put(Download.Offer.class, offer);
        parts.put(Download.Result.class, new Download.Result(null, "", "sample"));
        RunFile file = new RunFile("state", 3, "0".repeat(64));
        parts.put(RunFile.class, file);
        parts.put(RunFiles.class, new RunFiles(1, List.of(file)));
        parts.put(CheckpointFetch.Result.class, new CheckpointFetch.Result("sample", false));
        parts.put(TestResult.class, FakeObjective.RESULT);
        parts.put(TrialMessage.class, new TrialMessage.Acknowledged());
        parts.put(WorkerMessage.class, new WorkerMessage.Discard("sample", 1));
        parts.put(
                WorkerMessage.TestChampion.class,
                new WorkerMessage.TestChampion(trial, Samples.SETTINGS, offer, others.narrow()));
        parts.put(Leaderboard.Message.class, new Leaderboard.TestFailed(1, "sample"));
        parts.put(Receptionist.Listing.class, Receptionist.listing(Services.BROKER, Set.of()));
    }

    <M> List<M> all(Class<M> protocol) {
        return Arrays.stream(protocol.getPermittedSubclasses())
                .map(type -> protocol.cast(make(type)))
                .toList();
    }

    private Object make(Class<?> message) {
        Class<?>[] types = Arrays.stream(message.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = message.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(types).map(this::part).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object part(Class<?> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalStateException("no sample of a " + type);
        }
        return part;
    }
}
