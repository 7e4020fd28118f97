package dev.tryout.cluster;

import dev.tryout.study.Phase;
import dev.tryout.study.StudyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study waits for and why workers of it are idle, a line each, for people. Behind a semicolon is what changes by itself. */
final class WaitLines {
    private WaitLines() {}

    /** @param nothingToDo whether there is no trial to give, so that nobody is held either */
    static List<String> of(StudyState state, Roster workers, boolean nothingToDo) {
        if (!state.exists() || state.phase() != Phase.RUNNING) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        workers.unfit()
                .ifPresent(there -> lines.add(
                        "waits for a worker that has " + state.spec().needs().describe() + "; " + count(there)));
        if (!nothingToDo) {
            workers.held()
                    .forEach((worker, pace) -> lines.add(String.format(
                            Locale.ROOT,
                            "%s is held, as faster workers take the last trials; its epochs take %.1f times as long",
                            worker,
                            pace)));
        }
        return lines;
    }

    private static String count(int there) {
        return switch (there) {
            case 0 -> "no worker is there";
            case 1 -> "1 worker is there, and does not fit";
            default -> there + " workers are there, none fits";
        };
    }
}
