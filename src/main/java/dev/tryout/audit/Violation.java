package dev.tryout.audit;

/**
 * A rule that a journal breaks.
 *
 * @param event which says so, counted from 1; 0 where it is something that no event says
 * @param message what is wrong, for people
 */
public record Violation(int event, Rule rule, String message) {
    @Override
    public String toString() {
        return (event == 0 ? "missing" : "event " + event) + ": " + message + " (" + rule.promise() + ")";
    }
}
