package dev.tryout.audit;

import dev.tryout.study.StudyEvent;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Follows each trial and each run, kept apart from {@link dev.tryout.study.StudyState} so that a defect there shows here. */
final class TrialBooks {
    private final EpochRule epochRule;
    private final Findings findings;
    private final NavigableMap<Integer, TrialBook> books = new TreeMap<>();
    private final Map<Integer, NavigableMap<Integer, Measurement>> runs = new HashMap<>();

    TrialBooks(EpochRule epochRule, Findings findings) {
        this.epochRule = epochRule;
        this.findings = findings;
    }

    List<TrialBook> running() {
        return books.values().stream().filter(book -> book.owner != null).toList();
    }

    List<TrialBook> open() {
        return books.values().stream().filter(book -> !book.state.isFinal()).toList();
    }

    Optional<TrialBook> find(int trial) {
        return Optional.ofNullable(books.get(trial));
    }

    private Optional<TrialBook> known(int trial) {
        Optional<TrialBook> book = find(trial);
        if (book.isEmpty()) {
            findings.add(Rule.NUMBERS, "trial " + trial + " was never suggested");
        }
        return book;
    }

    /** Whether a measurement was recorded of a trial, by itself or by its run. */
    boolean has(int trial, Measurement measurement) {
        return find(trial)
                .filter(book -> measurement.epoch() <= book.lastEpoch)
                .map(book -> run(book.run).get(measurement.epoch()))
                .filter(recorded -> recorded.metrics().equals(measurement.metrics()))
                .isPresent();
    }

    private NavigableMap<Integer, Measurement> run(int run) {
        return runs.computeIfAbsent(run, key -> new TreeMap<>());
    }

    void begin(int trial, int run) {
        int expected = books.isEmpty() ? 1 : books.lastKey() + 1;
        if (trial != expected) {
            findings.add(Rule.NUMBERS, "trial " + trial + " begins where trial " + expected + " is next");
        }
        books.putIfAbsent(trial, new TrialBook(trial, run));
    }

    void add(StudyEvent.TrialAdded event) {
        begin(event.trial(), event.trial());
        TrialBook book = books.get(event.trial());
        if (book != null) {
            event.measurements().forEach(measurement -> record(book, measurement, EpochRule.ASCENDING));
            book.state = TrialState.COMPLETE;
        }
    }

    void assign(StudyEvent.TrialAssigned event) {
        known(event.trial()).ifPresent(book -> {
            move(book, TrialState.RUNNING);
            for (TrialBook other : running()) {
                if (other == book || other.run == book.run || event.worker().equals(other.owner)) {
                    findings.add(
                            Rule.OWNERS,
                            event.worker() + " gets trial " + book.id + " while " + other.owner + " has trial "
                                    + other.id);
                }
            }
            if (event.attempt() != book.attempt + 1) {
                findings.add(
                        Rule.ATTEMPTS,
                        "attempt " + event.attempt() + " at trial " + book.id + " follows attempt " + book.attempt);
            }
            book.attempt = event.attempt();
            book.owner = event.worker();
        });
    }

    void measure(StudyEvent.EpochMeasured event) {
        known(event.trial()).ifPresent(book -> {
            if (book.owner == null || event.attempt() != book.attempt) {
                String has = book.owner == null ? "nobody has it" : "attempt " + book.attempt + " has it";
                findings.add(
                        Rule.REPORTS, "attempt " + event.attempt() + " at trial " + book.id + " reports while " + has);
            }
            record(book, event.measurement(), epochRule);
        });
    }

    private void record(TrialBook book, Measurement measurement, EpochRule rule) {
        int epoch = measurement.epoch();
        NavigableMap<Integer, Measurement> run = run(book.run);
        int last = rule == EpochRule.EVERY && !run.isEmpty() ? run.lastKey() : book.lastEpoch;
        if (epoch <= last || rule == EpochRule.EVERY && epoch != last + 1) {
            findings.add(
                    Rule.EPOCHS, "epoch " + epoch + " of trial " + book.id + " follows epoch " + last + " of its run");
        }
        run.putIfAbsent(epoch, measurement);
        book.lastEpoch = Math.max(book.lastEpoch, epoch);
    }

    void share(StudyEvent.EpochsShared event) {
        known(event.trial()).ifPresent(book -> {
            move(book, TrialState.WAITING);
            if (known(event.from()).filter(from -> from.run == book.run).isEmpty()) {
                findings.add(
                        Rule.SHARED, "trial " + book.id + " takes over from trial " + event.from() + " of another run");
            }
            for (Measurement measurement : event.measurements()) {
                if (measurement.epoch() <= book.lastEpoch) {
                    findings.add(Rule.SHARED, "trial " + book.id + " has epoch " + measurement.epoch() + " already");
                }
                if (!Objects.equals(run(book.run).get(measurement.epoch()), measurement)) {
                    findings.add(
                            Rule.SHARED,
                            "epoch " + measurement.epoch() + " of trial " + book.id + " is not what its run measured");
                }
                book.lastEpoch = Math.max(book.lastEpoch, measurement.epoch());
            }
        });
    }

    /** A failed trial waits again. */
    void retry(int trial) {
        known(trial).ifPresent(book -> {
            if (book.state != TrialState.FAILED) {
                findings.add(Rule.TRANSITIONS, "trial " + book.id + " is tried again, and is " + book.state);
            }
            move(book, TrialState.WAITING);
        });
    }

    /** A trial goes to a state in which no worker has it. */
    void leave(int trial, TrialState state) {
        known(trial).ifPresent(book -> {
            move(book, state);
            book.owner = null;
        });
    }

    private void move(TrialBook book, TrialState state) {
        if (!book.state.canBecome(state)) {
            findings.add(Rule.TRANSITIONS, "trial " + book.id + " goes from " + book.state + " to " + state);
        }
        book.state = state;
    }
}
