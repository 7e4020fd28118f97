package dev.tryout.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a study, as its journal keeps it. Applied in order to an empty {@link StudyState}, the events give the
 * study again. Names and fields are a file format: they may be added to, never changed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StudyEvent.StudyCreated.class, name = "study_created"),
    @JsonSubTypes.Type(value = StudyEvent.SessionOpened.class, name = "session_opened"),
    @JsonSubTypes.Type(value = StudyEvent.TrialSuggested.class, name = "trial_suggested"),
    @JsonSubTypes.Type(value = StudyEvent.TrialAdded.class, name = "trial_added"),
    @JsonSubTypes.Type(value = StudyEvent.TrialAssigned.class, name = "trial_assigned"),
    @JsonSubTypes.Type(value = StudyEvent.EpochMeasured.class, name = "epoch_measured"),
    @JsonSubTypes.Type(value = StudyEvent.EpochsShared.class, name = "epochs_shared"),
    @JsonSubTypes.Type(value = StudyEvent.TrialPaused.class, name = "trial_paused"),
    @JsonSubTypes.Type(value = StudyEvent.TrialCompleted.class, name = "trial_completed"),
    @JsonSubTypes.Type(value = StudyEvent.TrialPruned.class, name = "trial_pruned"),
    @JsonSubTypes.Type(value = StudyEvent.TrialFailed.class, name = "trial_failed"),
    @JsonSubTypes.Type(value = StudyEvent.TrialLost.class, name = "trial_lost"),
    @JsonSubTypes.Type(value = StudyEvent.StudyEdited.class, name = "study_edited"),
    @JsonSubTypes.Type(value = StudyEvent.StudyPaused.class, name = "study_paused"),
    @JsonSubTypes.Type(value = StudyEvent.StudyStopped.class, name = "study_stopped"),
    @JsonSubTypes.Type(value = StudyEvent.TrialsRetried.class, name = "trials_retried"),
    @JsonSubTypes.Type(value = StudyEvent.FinalsBegun.class, name = "finals_begun"),
    @JsonSubTypes.Type(value = StudyEvent.StudyFinished.class, name = "study_finished"),
    @JsonSubTypes.Type(value = StudyEvent.ChampionPromoted.class, name = "champion_promoted")
})
public sealed interface StudyEvent {
    /** When, in milliseconds since 1970. */
    long atMs();

    /**
     * The study begins.
     *
     * @param objective what trials run, as JSON; opaque here
     * @param dataFingerprint of the data that trials use; empty where there is none
     * @param version of Tryout
     */
    record StudyCreated(StudySpec spec, String objective, String dataFingerprint, String version, long atMs)
            implements StudyEvent {}

    /** A coordinator begins to work on the study. */
    record SessionOpened(long atMs) implements StudyEvent {}

    /**
     * A trial begins.
     *
     * @param note where the configuration comes from, for people; null in journals that did not keep it
     * @param run the trial that began the run whose epochs it shares, itself where it begins one; null where no other trial may
     *     share its run
     * @param repeats the finalist whose configuration it trains with another seed, or null
     */
    record TrialSuggested(
            int trial,
            Configuration configuration,
            int epochs,
            @Nullable String note,
            @Nullable Integer run,
            @Nullable Integer repeats,
            long atMs)
            implements StudyEvent {
        @JsonCreator
        public TrialSuggested {}

        /** A trial of the search whose run no other may share. */
        public TrialSuggested(int trial, Configuration configuration, int epochs, @Nullable String note, long atMs) {
            this(trial, configuration, epochs, note, null, null, atMs);
        }
    }

    /**
     * A trial that is over came from elsewhere: samplers and the ranking count it, the budget does not.
     *
     * @param measurements epochs ascending, at least one
     * @param note where it comes from, for people
     */
    record TrialAdded(
            int trial, Configuration configuration, int epochs, List<Measurement> measurements, String note, long atMs)
            implements StudyEvent {
        public TrialAdded {
            measurements = List.copyOf(measurements);
        }
    }

    /**
     * A worker gets a trial, to begin it or to go on with it.
     *
     * @param to the epoch after which it pauses, or null where it trains to its last
     * @param reason why it goes on, for people, or null
     */
    record TrialAssigned(
            int trial,
            int attempt,
            String worker,
            @Nullable Integer to,
            @Nullable String reason,
            long atMs) implements StudyEvent {}

    /**
     * A trial takes epochs over that another trial of its run has trained, or waits for those that it trains. They cost nothing.
     *
     * @param from the other trial
     * @param to the epoch after which it pauses; its last where it does not
     * @param measurements of the epochs behind its own last, ascending; none where the other trial has yet to report
     * @param reason why it goes on, for people, or null
     */
    record EpochsShared(
            int trial,
            int from,
            int to,
            List<Measurement> measurements,
            @Nullable String reason,
            long atMs) implements StudyEvent {
        public EpochsShared {
            measurements = List.copyOf(measurements);
        }
    }

    record EpochMeasured(int trial, int attempt, Measurement measurement, long atMs) implements StudyEvent {}

    record TrialPaused(int trial, String reason, long atMs) implements StudyEvent {}

    /** The trial ended as it should; the reason is empty unless it ended before its last epoch. */
    record TrialCompleted(int trial, String reason, long atMs) implements StudyEvent {}

    /** The scheduler stopped the trial. */
    record TrialPruned(int trial, String reason, long atMs) implements StudyEvent {}

    record TrialFailed(int trial, String reason, long atMs) implements StudyEvent {}

    /**
     * An attempt ended through no fault of the trial.
     *
     * @param worker whether it was the worker's fault, and not the coordinator's end
     * @param cleared true where the trial surely had no part in it, so that the attempt does not count against it; null otherwise
     */
    record TrialLost(int trial, boolean worker, @Nullable Boolean cleared, String reason, long atMs)
            implements StudyEvent {
        public TrialLost(int trial, boolean worker, String reason, long atMs) {
            this(trial, worker, null, reason, atMs);
        }
    }

    /**
     * Somebody changed the study; trials that had begun go on as they are.
     *
     * @param spec from now on
     * @param changes a line each, for people
     */
    record StudyEdited(StudySpec spec, List<String> changes, long atMs) implements StudyEvent {
        public StudyEdited {
            changes = List.copyOf(changes);
        }
    }

    /** @param by who asked for it, or null where something is to be mended */
    record StudyPaused(String reason, @Nullable String by, long atMs) implements StudyEvent {
        @JsonCreator
        public StudyPaused {}

        /** Because of a failure. */
        public StudyPaused(String reason, long atMs) {
            this(reason, null, atMs);
        }
    }

    /** Somebody ended the study; it is finished once nothing runs any more. */
    record StudyStopped(String reason, long atMs) implements StudyEvent {}

    /** Somebody has failed trials tried again; a study that was finished is paused. */
    record TrialsRetried(List<Integer> trials, long atMs) implements StudyEvent {
        public TrialsRetried {
            trials = List.copyOf(trials);
        }
    }

    /**
     * The search is over, and its best trials are trained again with other seeds.
     *
     * @param reason why the search is over
     * @param finalists the trials, best first
     * @param seeds how many runs each of them is to have, the one that it has included
     */
    record FinalsBegun(String reason, List<Integer> finalists, int seeds, long atMs) implements StudyEvent {
        public FinalsBegun {
            finalists = List.copyOf(finalists);
        }
    }

    record StudyFinished(String reason, long atMs) implements StudyEvent {}

    record ChampionPromoted(Champion champion, long atMs) implements StudyEvent {}
}
