package dev.tryout.studyfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far, and which parts of the file they spoil, so that one mistake is not reported twice. */
final class Mistakes {
    /** Nobody mends more at once, and a file that is no study file at all would fill the screen. */
    private static final int MOST_SHOWN = 100;

    private final String file;
    private final List<Mistake> found = new ArrayList<>();
    private final Set<List<String>> spoiled = new HashSet<>();

    /** @param file as messages name it */
    Mistakes(String file) {
        this.file = file;
    }

    /** @param path the keys that lead to the part of the file that is wrong */
    void add(List<String> path, Place place, String message, String remedy) {
        found.add(new Mistake(file, place.line(), place.column(), Show.harmless(message), Show.harmless(remedy)));
        spoil(path);
    }

    void add(Cursor at, String message, String remedy) {
        add(at.path(), at.place(), message, remedy);
    }

    void addAtKey(Cursor at, String message, String remedy) {
        add(at.path(), at.keyPlace(), message, remedy);
    }

    /** Says that nothing in this part of the file is worth a message, since another says it already. */
    void spoil(List<String> path) {
        for (int length = 0; length <= path.size(); length++) {
            spoiled.add(List.copyOf(path.subList(0, length)));
        }
    }

    /** Whether nothing is wrong with this part of the file, nor with anything in it. */
    boolean isSound(List<String> path) {
        return !spoiled.contains(path);
    }

    /** Whether it is there and nothing is wrong with it. */
    boolean isSound(Cursor at) {
        return at.isThere() && isSound(at.path());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All mistakes, in the order of the file; beyond the first hundred their number alone. */
    StudyFileException exception() {
        List<Mistake> sorted = found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .toList();
        if (sorted.size() <= MOST_SHOWN) {
            return new StudyFileException(sorted);
        }
        List<Mistake> shown = new ArrayList<>(sorted.subList(0, MOST_SHOWN));
        Mistake next = sorted.get(MOST_SHOWN);
        String rest = sorted.size() - MOST_SHOWN + " more mistakes from here on";
        shown.add(new Mistake(file, next.line(), next.column(), rest, "mend those above first"));
        return new StudyFileException(shown);
    }
}
