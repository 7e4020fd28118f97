package dev.tryout.audit;

/** What every journal of a study keeps, whatever died while it was written. */
public enum Rule {
    BEGINNING("a study is created once, before anything else"),
    NUMBERS("trials are numbered one by one, and nothing happens to one before it is there"),
    TRANSITIONS("a trial goes from state to state as it may, and nothing happens to it once it is over"),
    ATTEMPTS("the attempts at a trial are numbered one by one, and no number is used again"),
    OWNERS(
            "a trial, a run and a worker have one another alone; what a session left running is lost as the next one begins"),
    REPORTS("an epoch is recorded of the attempt that has the trial"),
    EPOCHS("the epochs of a run are recorded once each, in order, none left out"),
    SHARED("what a trial takes over from its run is what the run measured"),
    PHASES("no trial is assigned and none runs while the study is paused or finished"),
    END("a study finishes once, all its trials over, and then only its champion is promoted"),
    FINALS("the finals begin once, with completed trials, and then only these are trained again"),
    CHAMPION("the champion is promoted once, at its best epoch, and is the best that completed by the study's rules"),
    ACKNOWLEDGED("what was acknowledged is recorded");

    private final String promise;

    Rule(String promise) {
        this.promise = promise;
    }

    /** The rule as a sentence. */
    public String promise() {
        return promise;
    }
}
