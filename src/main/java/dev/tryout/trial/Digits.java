package dev.tryout.trial;

import java.util.Locale;

/** A metric's value as people read it, the same in the terminal, in reports and in a model's card. */
public final class Digits {
    private static final double PLAIN_FROM = 0.001;
    private static final double HUNDREDTHS_FROM = 10;
    private static final double WHOLE_FROM = 10_000;
    private static final double PLAIN_BELOW = 1e9;

    private Digits() {}

    /** Four decimals where these tell something, two from 10 on, none from 10,000 on, else at most four significant digits, as in 3.1e-05. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        double size = Math.abs(value);
        if (size != 0 && size < PLAIN_FROM || size >= PLAIN_BELOW) {
            return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0+e", "e");
        }
        String format = size >= WHOLE_FROM ? "%.0f" : size >= HUNDREDTHS_FROM ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, size == 0 ? 0 : value);
    }
}
