package dev.tryout.audit;

import dev.tryout.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** What the journal has said of one trial so far. */
final class TrialBook {
    final int id;
    final int run;
    TrialState state = TrialState.WAITING;
    int attempt;
    int lastEpoch;

    @Nullable
    String owner;

    TrialBook(int id, int run) {
        this.id = id;
        this.run = run;
    }
}
