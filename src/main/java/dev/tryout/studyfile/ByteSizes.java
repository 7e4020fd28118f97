package dev.tryout.studyfile;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as a study file writes them: a whole number and MB or GB, which are binary here. */
public final class ByteSizes {
    private static final int MEGA = 20;
    private static final int GIGA = 30;
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,5})(MB|GB)");

    private ByteSizes() {}

    /** @param text of the form that the schema asks for */
    static long parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("no size: " + text));
    }

    /** How many bytes a text says; empty where it says no size. */
    public static OptionalLong find(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? OptionalLong.of(
                        Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("GB") ? GIGA : MEGA))
                : OptionalLong.empty();
    }

    /** The shortest way to write whole megabytes. */
    static String format(long bytes) {
        boolean isGiga = bytes > 0 && bytes % (1L << GIGA) == 0;
        return (bytes >> (isGiga ? GIGA : MEGA)) + (isGiga ? "GB" : "MB");
    }
}
