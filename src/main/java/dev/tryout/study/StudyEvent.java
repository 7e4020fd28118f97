package dev.tryout.study;

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
    @JsonSubTypes.Type(value = StudyEvent.TrialPaused.class, name = "trial_paused"),
    @JsonSubTypes.Type(value = StudyEvent.TrialCompleted.class, name = "trial_completed"),
    @JsonSubTypes.Type(value = StudyEvent.TrialPruned.class, name = "trial_pruned"),
    @JsonSubTypes.Type(value = StudyEvent.TrialFailed.class, name = "trial_failed"),
    @JsonSubTypes.Type(value = StudyEvent.TrialLost.class, name = "trial_lost"),
    @JsonSubTypes.Type(value = StudyEvent.StudyEdited.class, name = "study_edited"),
    @JsonSubTypes.Type(value = StudyEvent.StudyPaused.class, name = "study_paused"),
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
     */
    record TrialSuggested(
            int trial,
            Configuration configuration,
            int epochs,
            @Nullable String note,
            long atMs) implements StudyEvent {}

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
     */
    record TrialLost(int trial, boolean worker, String reason, long atMs) implements StudyEvent {}

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

    record StudyPaused(String reason, long atMs) implements StudyEvent {}

    record StudyFinished(String reason, long atMs) implements StudyEvent {}

    record ChampionPromoted(Champion champion, long atMs) implements StudyEvent {}
}
