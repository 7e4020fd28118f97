package dev.tryout.trial;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The trials that have a figure, best first, of equals the earlier trial first. Places count from 0. */
public final class Standings {
    private record Entry(double figure, int trial, int index) {}

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingDouble(Entry::figure).thenComparingInt(Entry::trial);

    private final Figure figure;
    private final List<Trial> trials;
    private final List<Entry> entries = new ArrayList<>();
    private final BitSet listed = new BitSet();

    /** @param trials which the owner of these standings changes, and then has them {@link #update}d */
    Standings(Figure figure, List<Trial> trials) {
        this.figure = figure;
        this.trials = trials;
        for (int index = 0; index < trials.size(); index++) {
            figureOf(index);
        }
        entries.sort(BEST_FIRST);
    }

    private boolean figureOf(int index) {
        Trial trial = trials.get(index);
        OptionalDouble value = listed.get(index) ? OptionalDouble.empty() : figure.of(trial);
        if (value.isPresent()) {
            listed.set(index);
            entries.add(new Entry(value.getAsDouble() + 0.0, trial.id(), index)); // No -0.0, which sorts before 0.
        }
        return value.isPresent();
    }

    /** Takes in that the trial at an index is new, or in a later state. */
    void update(int index) {
        if (figureOf(index)) {
            Entry entry = entries.remove(entries.size() - 1);
            entries.add(before(entry), entry);
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
