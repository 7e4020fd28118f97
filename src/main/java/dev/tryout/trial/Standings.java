package dev.tryout.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The trials that have a figure, best first, of equals the earlier trial first. Places count from 0. */
public final class Standings {
    private record Entry(double figure, int trial, int index) {}

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingDouble(Entry::figure).thenComparingInt(Entry::trial);

    private final Figure figure;
    private final List<Trial> trials;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, Entry> byIndex = new HashMap<>();
    private final TreeSet<Entry> pending = new TreeSet<>(BEST_FIRST);

    /** @param trials which the owner of these standings changes, and then has them {@link #update}d */
    Standings(Figure figure, List<Trial> trials) {
        this.figure = figure;
        this.trials = trials;
        for (int index = 0; index < trials.size(); index++) {
            update(index);
        }
    }

    /** Takes in that the trial at an index is new, or in a later state. */
    void update(int index) {
        Trial trial = trials.get(index);
        Entry known = byIndex.get(index);
        if (known != null) {
            if (figure.isPending(trial)) {
                pending.add(known);
            } else {
                pending.remove(known);
            }
            return;
        }
        OptionalDouble value = figure.of(trial);
        if (value.isPresent()) {
            Entry entry = new Entry(value.getAsDouble() + 0.0, trial.id(), index); // No -0.0, which sorts before 0.
            byIndex.put(index, entry);
            entries.add(before(entry), entry);
            if (figure.isPending(trial)) {
                pending.add(entry);
            }
        }
    }

    public int size() {
        return entries.size();
    }

    public double figure(int place) {
        return entries.get(place).figure();
    }

    /** The trial on a place, as it is now. */
    public Trial trial(int place) {
        return trials.get(entries.get(place).index());
    }

    /** The first of so many places whose trial is pending and passes the test; empty where there is none. */
    public OptionalInt firstPending(int places, Predicate<Trial> test) {
        for (Entry entry : pending) {
            int place = before(entry);
            if (place >= places) {
                break;
            }
            if (test.test(trials.get(entry.index()))) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    /** How many trials stand before one that has this figure, which may be listed itself. */
    public int before(double ownFigure, int trial) {
        return before(new Entry(ownFigure + 0.0, trial, -1));
    }

    /** Whether that place is the trial's own. */
    public boolean isAt(int place, int trial) {
        return place < entries.size() && entries.get(place).trial() == trial;
    }

    private int before(Entry entry) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (BEST_FIRST.compare(entries.get(middle), entry) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
