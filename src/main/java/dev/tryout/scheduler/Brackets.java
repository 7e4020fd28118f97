package dev.tryout.scheduler;

import dev.tryout.trial.KroneckerSequence;
import dev.tryout.trial.Trial;

/** Which of several races a trial takes part in. Bracket b, counted from 0, leaves out the first b rungs. */
sealed interface Brackets {
    /** The trial's bracket: for ever the same. */
    int of(Trial trial);

    /** The last bracket that has a given rung, counted from 1. */
    int lastWith(int rung);

    /** The bracket in a reason, as in " of bracket 2". */
    String suffix(int bracket);

    /** One race of all trials, as in ASHA. */
    record One() implements Brackets {
        @Override
        public int of(Trial trial) {
            return 0;
        }

        @Override
        public int lastWith(int rung) {
            return 0;
        }

        @Override
        public String suffix(int bracket) {
            return "";
        }
    }

    /**
     * The brackets of Hyperband (Li et al. 2018, "Hyperband: a novel bandit-based approach to hyperparameter optimization", section
     * 3, algorithm 1). A trial of s_max rungs is in bracket s_max - s, whose s rungs come last, for n_s = ceil((s_max + 1) / (s +
     * 1) * factor^s) in sum(n_s) of the trials, so that every bracket costs about the same. There trials come in whole brackets; here,
     * where they come one by one, the n-th trial takes the n-th point of a {@link KroneckerSequence}, so that every stretch of
     * trials has about these shares.
     */
    record Hyperband(Rungs rungs) implements Brackets {
        @Override
        public int of(Trial trial) {
            int last = rungs.count(trial.epochs());
            double total = 0;
            for (int bracket = 0; bracket <= last; bracket++) {
                total += trials(bracket, last);
            }
            double left = total * KroneckerSequence.at(trial.id() - 1);
            for (int bracket = 0; bracket < last; bracket++) {
                left -= trials(bracket, last);
                if (left < 0) {
                    return bracket;
                }
            }
            return last;
        }

        /** How many trials a round of all brackets has in this one. */
        double trials(int bracket, int last) {
            int rungsLeft = last - bracket;
            double power = 1;
            for (int i = 0; i < rungsLeft; i++) {
                power *= rungs.reductionFactor();
            }
            return Math.ceil((last + 1) * power / (rungsLeft + 1));
        }

        @Override
        public int lastWith(int rung) {
            return rung - 1;
        }

        @Override
        public String suffix(int bracket) {
            return " of bracket " + (bracket + 1);
        }
    }
}
