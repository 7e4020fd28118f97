package dev.tryout.report;

import dev.tryout.trial.Digits;
import dev.tryout.trial.Interval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and counts as a report's reader sees them. */
final class Show {
    static final String NOTHING = "–";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_MINUTE = 60;

    private Show() {}

    /** A score, or a dash where there is none. */
    static String score(double value) {
        return Double.isFinite(value) ? Digits.text(value) : NOTHING;
    }

    /** Both ends, three decimals where these tell something. */
    static String interval(@Nullable Interval interval) {
        return interval == null ? "" : end(interval.low()) + "–" + end(interval.high());
    }

    private static String end(double value) {
        return value != 0 && Math.abs(value) < 0.001 ? score(value) : String.format(Locale.ROOT, "%.3f", value);
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count and its noun, as in "1 epoch" and "2 epochs". */
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A duration in its two largest units. */
    static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole == 0 && seconds < 0.05) {
            return "0 s";
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (whole < SECONDS_PER_MINUTE) {
            return whole + " s";
        }
        if (whole < SECONDS_PER_HOUR) {
            return whole / SECONDS_PER_MINUTE + " min " + whole % SECONDS_PER_MINUTE + " s";
        }
        return count(whole / SECONDS_PER_HOUR) + " h " + whole % SECONDS_PER_HOUR / SECONDS_PER_MINUTE + " min";
    }

    static String ms(long ms) {
        return seconds(ms / 1000.0);
    }

    /** A moment, to the minute. */
    static String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC));
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : NOTHING;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String capital(Enum<?> value) {
        return value.name().charAt(0) + lower(value).substring(1);
    }

    /** The text up to its first line's end, cut to a length. */
    static String firstLine(String text, int length) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > length || line.length() < text.strip().length()
                ? line.substring(0, Math.min(length, line.length())) + " …"
                : line;
    }
}
