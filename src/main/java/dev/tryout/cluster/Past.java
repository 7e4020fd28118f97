package dev.tryout.cluster;

import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyState;
import java.util.List;

/** What a journal held when it was read at once: the study, after so many events. */
record Past(StudyState state, int events) {
    static Past of(List<StudyEvent> events) {
        StudyState state = new StudyState();
        events.forEach(state::apply);
        return new Past(state, events.size());
    }
}
