package dev.tryout.studyfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a study file writes them: a whole number and s, m, h or d. */
final class Durations {
    private static final long MAX_MS = 365L * 24 * 3_600_000;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,7})([smhd])");
    private static final Map<String, Long> UNITS_MS = new LinkedHashMap<>();

    static {
        UNITS_MS.put("d", 86_400_000L);
        UNITS_MS.put("h", 3_600_000L);
        UNITS_MS.put("m", 60_000L);
        UNITS_MS.put("s", 1_000L);
    }

    private Durations() {}

    /** Milliseconds, or empty where the text is no duration of at most a year. */
    static OptionalLong parseMs(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long unitMs = Optional.ofNullable(UNITS_MS.get(matcher.group(2))).orElseThrow();
        long durationMs = Long.parseLong(matcher.group(1)) * unitMs;
        return durationMs <= MAX_MS ? OptionalLong.of(durationMs) : OptionalLong.empty();
    }

    /** The shortest way to write whole seconds: 90s, 30m, 2h. */
    static String format(long durationMs) {
        return UNITS_MS.entrySet().stream()
                .filter(unit -> durationMs % unit.getValue() == 0)
                .findFirst()
                .map(unit -> durationMs / unit.getValue() + unit.getKey())
                .orElseThrow(() -> new IllegalArgumentException("not whole seconds: " + durationMs + " ms"));
    }
}
