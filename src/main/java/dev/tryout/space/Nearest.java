package dev.tryout.space;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that somebody probably meant. */
public final class Nearest {
    /** Longer names are nobody's slip, and would be slow to compare. */
    private static final int LONGEST = 200;

    private Nearest() {}

    /** The candidate whose initials these are ({@code lr} for learning_rate), or few edits away, or one that begins so. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        int near = name.length() <= 4 ? 1 : Math.max(2, name.length() / 3);
        Optional<String> byInitials = candidates.stream()
                .filter(candidate ->
                        candidate.contains("_") && initials(candidate).equals(lower))
                .findFirst();
        return byInitials
                .or(() -> candidates.stream()
                        .filter(candidate -> candidate.length() <= LONGEST)
                        .min(Comparator.comparingInt(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT))))
                        .filter(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT)) <= near))
                .or(() -> candidates.stream()
                        .filter(candidate -> name.length() >= 3 && candidate.startsWith(lower))
                        .findFirst());
    }

    /** The question that a message ends with, empty where no candidate is near. */
    public static String question(String name, Collection<String> candidates) {
        return to(name, candidates)
                .map(candidate -> "did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static String initials(String name) {
        return Arrays.stream(name.split("_"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1))
                .collect(Collectors.joining());
    }

    /** Edits where swapping two neighbours counts as one (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
