package dev.tryout.study;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a device has, in words. MB and GB are decimal, as devices are sold: what is sold with 16 GB has as much, but
 * rarely 16 GiB that a program may use. MiB and GiB are binary.
 */
public final class MemorySize {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000 * MB;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(MB|GB|MiB|GiB)");

    private MemorySize() {}

    /**
     * Reads a size such as {@code 16GB}, and returns it in bytes.
     *
     * @throws IllegalArgumentException where it has another form
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no size of a memory: '" + text + "'; write one such as 16GB");
        }
        long unit = switch (matcher.group(2)) {
            case "MB" -> MB;
            case "GB" -> GB;
            case "MiB" -> MIB;
            default -> GIB;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }

    /** The shortest exact form of a size that was read by {@link #parse}. */
    public static String spelling(long bytes) {
        if (bytes % GB == 0) {
            return bytes / GB + "GB";
        }
        if (bytes % GIB == 0) {
            return bytes / GIB + "GiB";
        }
        return bytes % MB == 0 ? bytes / MB + "MB" : bytes / MIB + "MiB";
    }

    /** For people, with a tenth of a GB: {@code 85.5 GB}. */
    public static String rounded(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB);
    }
}
