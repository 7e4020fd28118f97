package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain (unquoted) YAML value means. YAML 1.1 and 1.2 disagree about some, and people are surprised by more: those are
 * refused rather than guessed.
 */
final class Scalars {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+");
    private static final Pattern OTHER_BASE =
            Pattern.compile("[-+]?0(x[0-9a-f_]+|o[0-7_]+|b[01_]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNDERSCORES = Pattern.compile("[-+]?[0-9][0-9_]*_[0-9_]*(\\.[0-9_]*)?");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|nan)", Pattern.CASE_INSENSITIVE);

    private Scalars() {}

    /** Why a plain value is refused, and what to write. */
    record Trap(String message, String remedy) {}

    /** The trap that the plain text is, where text is expected. */
    static Optional<Trap> trapAsText(String plain) {
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "yes", "no", "on", "off", "true", "false" ->
                Optional.of(new Trap(
                        Show.quoted(plain) + " without quotes is a truth value in YAML, not text",
                        "write \"" + plain + "\" in quotes"));
            default -> Optional.empty();
        };
    }

    /** The trap that the plain text is, where a value of any type may stand. */
    static Optional<Trap> trap(String plain) {
        String quotes = "or \"" + plain + "\" in quotes for the text";
        switch (plain.toLowerCase(Locale.ROOT)) {
            case "yes", "on" -> {
                return Optional.of(truth(plain, "true", quotes));
            }
            case "no", "off" -> {
                return Optional.of(truth(plain, "false", quotes));
            }
            default -> {}
        }
        if (LEADING_ZERO.matcher(plain).matches() || OTHER_BASE.matcher(plain).matches()) {
            return Optional.of(new Trap(
                    Show.quoted(plain) + " is not the same number to every reader of YAML",
                    "write it as an ordinary decimal number, " + quotes));
        }
        if (SEXAGESIMAL.matcher(plain).matches()) {
            return Optional.of(new Trap(
                    Show.quoted(plain) + " is a number to the base 60 in YAML",
                    "write it as an ordinary decimal number, " + quotes));
        }
        if (UNDERSCORES.matcher(plain).matches()) {
            return Optional.of(new Trap(
                    Show.quoted(plain) + " has underscores, which not every reader of YAML takes for a number",
                    "write " + plain.replace("_", "") + ", " + quotes));
        }
        if (NOT_FINITE.matcher(plain).matches()
                || (REAL.matcher(plain).matches() && Double.isInfinite(Double.parseDouble(plain)))) {
            return Optional.of(new Trap(Show.quoted(plain) + " is not a finite number", "write a number up to 1e300"));
        }
        return Optional.empty();
    }

    private static Trap truth(String plain, String meant, String quotes) {
        return new Trap(
                Show.quoted(plain) + " is a truth value to some readers of YAML and text to others",
                "write " + meant + ", " + quotes);
    }

    /** The value of a plain text that is no trap. Whole numbers stay whole, and one with a point or an exponent is real. */
    static JsonNode value(String plain) {
        switch (plain.toLowerCase(Locale.ROOT)) {
            case "", "~", "null" -> {
                return NODES.nullNode();
            }
            case "true" -> {
                return NODES.booleanNode(true);
            }
            case "false" -> {
                return NODES.booleanNode(false);
            }
            default -> {}
        }
        if (WHOLE.matcher(plain).matches()) {
            BigInteger whole = new BigInteger(plain);
            return whole.bitLength() < Long.SIZE ? NODES.numberNode(whole.longValue()) : NODES.numberNode(whole);
        }
        return REAL.matcher(plain).matches() ? NODES.numberNode(Double.parseDouble(plain)) : NODES.textNode(plain);
    }
}
