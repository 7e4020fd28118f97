package dev.tryout.studyfile;

import java.util.List;

/** How messages show what was found: short, on one line, and harmless to a terminal. */
final class Show {
    private static final int LONGEST = 60;

    private Show() {}

    /** The text in single quotes, cut to a readable length. */
    static String quoted(String text) {
        boolean isLong = text.codePointCount(0, text.length()) > LONGEST;
        String shown = isLong ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..." : text;
        return "'" + harmless(shown) + "'";
    }

    /** The text with each character escaped that would break the line or change what a terminal shows. */
    static String harmless(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }

    /** Whether the character can be seen, and does not move others. */
    static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String either(List<String> names) {
        return joined(names, " or ");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String all(List<String> names) {
        return joined(names, " and ");
    }

    private static String joined(List<String> names, String last) {
        int end = names.size() - 1;
        return end < 1 ? String.join("", names) : String.join(", ", names.subList(0, end)) + last + names.get(end);
    }
}
