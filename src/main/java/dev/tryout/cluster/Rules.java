package dev.tryout.cluster;

import dev.tryout.study.Study;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The rules and the clock of one study; the rules are made when its specification is known. */
final class Rules {
    private final Function<StudySpec, Study> studies;
    private final LongSupplier clockMs;
    private @Nullable Study study;

    /**
     * @param studies makes the rules for a specification
     * @param clockMs milliseconds since 1970
     */
    Rules(Function<StudySpec, Study> studies, LongSupplier clockMs) {
        this.studies = studies;
        this.clockMs = clockMs;
    }

    long nowMs() {
        return clockMs.getAsLong();
    }

    /** What follows from the command; empty where nothing does. */
    List<StudyEvent> decide(StudyState state, StudyCommand command) {
        if (study == null) {
            study = studies.apply(command instanceof StudyCommand.Create create ? create.spec() : state.spec());
        }
        return study.decide(state, command);
    }
}
