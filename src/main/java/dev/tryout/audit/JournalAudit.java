package dev.tryout.audit;

import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its first event to its last, and holds it to every {@link Rule}. A broken journal is read to its end. */
public final class JournalAudit {
    private final Findings findings = new Findings();
    private final TrialBooks trials;
    private final Set<Integer> leftRunning = new TreeSet<>();
    private Phase phase = Phase.PAUSED;
    private StudyEvent.@Nullable FinalsBegun finals;
    private boolean promoted;
    /** Null once it could not follow. */
    private @Nullable StudyState state = new StudyState();

    private JournalAudit(EpochRule epochRule) {
        trials = new TrialBooks(epochRule, findings);
    }

    /** What a journal must not say, in the order of its events; none where all is well. */
    public static List<Violation> of(List<StudyEvent> events, EpochRule epochRule) {
        return of(events, epochRule, List.of());
    }

    /**
     * What a journal must not say, and what it lacks.
     *
     * @param acknowledged reports that the journal must have
     */
    public static List<Violation> of(List<StudyEvent> events, EpochRule epochRule, List<Acknowledged> acknowledged) {
        JournalAudit audit = new JournalAudit(epochRule);
        events.forEach(audit::read);
        audit.findings.end();
        for (Acknowledged report : acknowledged) {
            if (!audit.trials.has(report.trial(), report.measurement())) {
                audit.findings.add(
                        Rule.ACKNOWLEDGED,
                        "epoch " + report.measurement().epoch() + " of trial " + report.trial() + " with "
                                + report.measurement().metrics());
            }
        }
        return audit.findings.violations();
    }

    private void read(StudyEvent event) {
        findings.next();
        checkPlace(event);
        readStudy(event);
        readTrial(event);
        follow(event);
        if (event instanceof StudyEvent.ChampionPromoted promotion) {
            checkChampion(promotion);
        }
    }

    private void checkPlace(StudyEvent event) {
        boolean isCreation = event instanceof StudyEvent.StudyCreated;
        if (isCreation != (findings.event() == 1)) {
            findings.add(Rule.BEGINNING, isCreation ? "the study is created again" : "the study was not created");
        }
        boolean mayFollow =
                event instanceof StudyEvent.ChampionPromoted || event instanceof StudyEvent.TrialsRetried && !promoted;
        if (phase == Phase.FINISHED && !mayFollow) {
            findings.add(Rule.END, event.getClass().getSimpleName() + " of a study that is finished");
        }
        if (!leftRunning.isEmpty() && !(event instanceof StudyEvent.TrialLost)) {
            findings.add(Rule.OWNERS, "trials " + leftRunning + " are still owned by workers of the session before");
            leftRunning.clear();
        }
    }

    private void readStudy(StudyEvent event) {
        if (event instanceof StudyEvent.SessionOpened) {
            trials.running().forEach(book -> leftRunning.add(book.id));
            phase = Phase.RUNNING;
        } else if (event instanceof StudyEvent.StudyPaused) {
            stop(Phase.PAUSED, Rule.PHASES, trials.running());
        } else if (event instanceof StudyEvent.StudyFinished) {
            stop(Phase.FINISHED, Rule.END, trials.open());
        } else if (event instanceof StudyEvent.FinalsBegun begun) {
            beginFinals(begun);
        } else if (event instanceof StudyEvent.TrialsRetried) {
            phase = phase == Phase.FINISHED ? Phase.PAUSED : phase;
        }
    }

    private void stop(Phase newPhase, Rule rule, List<TrialBook> notOver) {
        if (phase != Phase.RUNNING) {
            findings.add(rule, "a study that does not run becomes " + newPhase);
        }
        if (!notOver.isEmpty()) {
            String which = notOver.stream()
                    .map(book -> book.id + " " + book.state)
                    .toList()
                    .toString();
            findings.add(rule, "the study becomes " + newPhase + " with trials " + which);
        }
        phase = newPhase;
    }

    private void beginFinals(StudyEvent.FinalsBegun event) {
        if (finals != null) {
            findings.add(Rule.FINALS, "the finals begin again");
        }
        for (int finalist : event.finalists()) {
            if (trials.find(finalist)
                    .filter(book -> book.state == TrialState.COMPLETE)
                    .isEmpty()) {
                findings.add(Rule.FINALS, "finalist " + finalist + " did not complete");
            }
        }
        finals = event;
    }

    private void readTrial(StudyEvent event) {
        if (event instanceof StudyEvent.TrialSuggested e) {
            checkFinals(e);
            trials.begin(e.trial(), Objects.requireNonNullElse(e.run(), e.trial()));
        } else if (event instanceof StudyEvent.TrialAdded e) {
            trials.add(e);
        } else if (event instanceof StudyEvent.TrialAssigned e) {
            if (phase != Phase.RUNNING) {
                findings.add(Rule.PHASES, "trial " + e.trial() + " is assigned while the study is " + phase);
            }
            trials.assign(e);
        } else if (event instanceof StudyEvent.EpochMeasured e) {
            trials.measure(e);
        } else if (event instanceof StudyEvent.EpochsShared e) {
            trials.share(e);
        } else if (event instanceof StudyEvent.TrialPaused e) {
            trials.leave(e.trial(), TrialState.PAUSED);
        } else if (event instanceof StudyEvent.TrialCompleted e) {
            trials.leave(e.trial(), TrialState.COMPLETE);
        } else if (event instanceof StudyEvent.TrialPruned e) {
            trials.leave(e.trial(), TrialState.PRUNED);
        } else if (event instanceof StudyEvent.TrialFailed e) {
            trials.leave(e.trial(), TrialState.FAILED);
        } else if (event instanceof StudyEvent.TrialsRetried e) {
            e.trials().forEach(trials::retry);
        } else if (event instanceof StudyEvent.TrialLost e) {
            leftRunning.remove(e.trial());
            trials.leave(e.trial(), TrialState.LOST);
        }
    }

    private void checkFinals(StudyEvent.TrialSuggested event) {
        boolean fits = finals == null
                ? event.repeats() == null
                : event.repeats() != null && finals.finalists().contains(event.repeats());
        if (!fits) {
            findings.add(
                    Rule.FINALS,
                    "trial " + event.trial()
                            + (event.repeats() == null
                                    ? " is of the search, which is over"
                                    : " repeats trial " + event.repeats() + ", which is no finalist"));
        }
    }

    private void follow(StudyEvent event) {
        if (state != null) {
            try {
                state.apply(event);
            } catch (IllegalStateException | IndexOutOfBoundsException broken) {
                state = null; // The books have said why.
            }
        }
    }

    private void checkChampion(StudyEvent.ChampionPromoted event) {
        int trial = event.champion().trial();
        if (promoted) {
            findings.add(Rule.CHAMPION, "another champion is promoted, trial " + trial);
        }
        promoted = true;
        if (phase != Phase.FINISHED) {
            findings.add(Rule.CHAMPION, "trial " + trial + " is promoted before the study is finished");
        } else if (state != null && state.exists()) {
            Optional<Trial> best =
                    state.view().leader(Set.copyOf(event.champion().passedOver()));
            if (best.isEmpty() || best.get().id() != trial) {
                findings.add(
                        Rule.CHAMPION,
                        "trial " + trial + " is promoted, and "
                                + best.map(other -> "trial " + other.id() + " is better")
                                        .orElse("none may be"));
            } else {
                checkEpoch(event, best.get(), state);
            }
        }
    }

    private void checkEpoch(StudyEvent.ChampionPromoted event, Trial best, StudyState study) {
        int epoch = best.best(study.spec().metric()).orElseThrow().epoch();
        if (event.champion().epoch() != epoch) {
            findings.add(
                    Rule.CHAMPION,
                    "trial " + best.id() + " is promoted at epoch "
                            + event.champion().epoch() + ", and epoch " + epoch + " is its best");
        }
    }
}
