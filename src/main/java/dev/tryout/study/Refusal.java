package dev.tryout.study;

import java.util.List;

/**
 * A difference that an edit must not make.
 *
 * @param path the keys that lead to it in a study file, such as {@code parameters, learning_rate}; empty where the study as a whole
 *     is meant
 * @param message what is wrong
 * @param remedy what to do instead
 */
public record Refusal(List<String> path, String message, String remedy) {
    public Refusal {
        path = List.copyOf(path);
    }

    /** One line, for where there is no file to name a place in. */
    @Override
    public String toString() {
        return message + "; " + remedy;
    }
}
