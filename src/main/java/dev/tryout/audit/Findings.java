package dev.tryout.audit;

import java.util.ArrayList;
import java.util.List;

/** What was found so far, and the event that is looked at. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private int event;

    void next() {
        event++;
    }

    /** From now on it is about what no event says. */
    void end() {
        event = 0;
    }

    int event() {
        return event;
    }

    void add(Rule rule, String message) {
        violations.add(new Violation(event, rule, message));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
