package dev.tryout.trial;

import dev.tryout.space.Configuration;
import java.util.List;

/** Every trial of a study so far, to read. */
public interface History {
    /** In the order of suggestion where a study owns them; whoever depends on an order sorts by {@link Trial#id()}. */
    List<Trial> trials();

    /** Whether a trial has that configuration. */
    boolean contains(Configuration configuration);

    /** How many there are. */
    default int size() {
        return trials().size();
    }

    /** The most epochs that any of them is to train; 0 where there is none. */
    int mostEpochs();

    /**
     * The trials that have that figure. The first call looks at every trial; afterwards the standings are kept up to date as the
     * history grows, so that a call costs next to nothing. Not for several threads at a time.
     */
    Standings standings(Figure figure);

    /** A history of these trials. */
    static History of(List<Trial> trials) {
        TrialList list = new TrialList();
        trials.forEach(list::add);
        return list;
    }
}
