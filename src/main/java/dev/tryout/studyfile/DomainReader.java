package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Nearest;
import dev.tryout.space.Scale;
import dev.tryout.training.SettingSpec;
import dev.tryout.training.SettingSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one parameter's range, choice or fixed value, as whole or real numbers where the file or the task says so. */
final class DomainReader {
    private final Cursor parameter;
    private final @Nullable SettingSpec known;
    private final Mistakes mistakes;

    /** @param known what a task knows of the parameter, or null where it may be anything */
    DomainReader(Cursor parameter, @Nullable SettingSpec known, Mistakes mistakes) {
        this.parameter = parameter;
        this.known = known;
        this.mistakes = mistakes;
    }

    /** The domain, or empty where something is wrong with it. */
    Optional<Domain> read() {
        if (contradictsTask()) {
            return Optional.empty();
        }
        if (!parameter.node().isObject()) {
            return value(parameter).map(FixedDomain::new);
        }
        if (parameter.at("value").isThere()) {
            return refusesCategorical("value")
                    ? Optional.empty()
                    : value(parameter.at("value")).map(FixedDomain::new);
        }
        return parameter.at("values").isThere() ? choice() : range();
    }

    private String type() {
        return parameter.at("type").text();
    }

    private boolean isReal() {
        return known == null ? type().equals("float") : known.kind() == Kind.FLOAT;
    }

    private boolean isWhole() {
        return known == null ? type().equals("int") : known.kind() == Kind.INT;
    }

    private boolean contradictsTask() {
        if (known == null) {
            return false;
        }
        boolean contradicts = (type().equals("float") && known.kind() != Kind.FLOAT)
                || (type().equals("int") && known.kind() != Kind.INT);
        if (contradicts) {
            mistakes.add(
                    parameter.at("type"),
                    Show.quoted(parameter.key()) + " must be " + KnownParameters.expected(known) + "; found type "
                            + type(),
                    "remove the type");
        }
        return contradicts;
    }

    private boolean refusesCategorical(String key) {
        if (!type().equals("categorical")) {
            return false;
        }
        mistakes.add(
                parameter.at("type"),
                "type categorical goes with 'values', and here is '" + key + "'",
                "remove the type, or list the values");
        return true;
    }

    private Optional<Domain> range() {
        Cursor min = parameter.at("min");
        Cursor max = parameter.at("max");
        if (known != null && known.kind() == Kind.TEXT) {
            mistakes.add(
                    min,
                    Show.quoted(parameter.key()) + " must be " + KnownParameters.expected(known) + "; found a range",
                    "write {values: [" + String.join(", ", known.choices()) + "]}");
            return Optional.empty();
        }
        if (refusesCategorical("min")) {
            return Optional.empty();
        }
        Optional<Object> least = value(min);
        Optional<Object> most = value(max);
        if (least.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        return least.get() instanceof Long from && most.get() instanceof Long to
                ? wholeRange(from, to)
                : realRange(((Number) least.get()).doubleValue(), ((Number) most.get()).doubleValue());
    }

    private Optional<Domain> wholeRange(long min, long max) {
        if (!isOrdered((double) min, (double) max)
                || !isLogarithmic((double) min)
                || refusesWidth(IntDomain.isTooWide(min, max), "")) {
            return Optional.empty();
        }
        return Optional.of(new IntDomain(min, max, scale()));
    }

    private Optional<Domain> realRange(double min, double max) {
        String scaleName = scale() == Scale.LOG ? " for a log scale" : "";
        if (!isOrdered(min, max)
                || !isLogarithmic(min)
                || refusesWidth(FloatDomain.isTooWide(min, max, scale()), scaleName)) {
            return Optional.empty();
        }
        return Optional.of(new FloatDomain(min, max, scale()));
    }

    private boolean refusesWidth(boolean tooWide, String scaleName) {
        if (tooWide) {
            mistakes.add(
                    parameter.at("min"),
                    "the range from " + parameter.at("min").raw() + " to "
                            + parameter.at("max").raw() + " is too wide" + scaleName,
                    "choose a narrower range");
        }
        return tooWide;
    }

    private Scale scale() {
        return parameter.at("scale").text().equals("log") ? Scale.LOG : Scale.LINEAR;
    }

    private boolean isOrdered(double min, double max) {
        if (min > max) {
            mistakes.add(
                    parameter.at("min"),
                    "min " + parameter.at("min").raw() + " is above max "
                            + parameter.at("max").raw(),
                    "swap them?");
        }
        return min <= max;
    }

    private boolean isLogarithmic(double min) {
        boolean refused = scale() == Scale.LOG && min <= 0;
        if (refused) {
            mistakes.add(
                    parameter.at("min"),
                    "a log scale needs min above 0; found "
                            + parameter.at("min").raw(),
                    "raise min, or use scale: linear");
        }
        return !refused;
    }

    private Optional<Domain> choice() {
        List<Cursor> items = parameter.at("values").items();
        boolean numbers = items.stream().allMatch(item -> item.node().isNumber());
        boolean anyReal =
                numbers && items.stream().anyMatch(item -> !item.node().isIntegralNumber());
        List<Object> values = new ArrayList<>();
        for (Cursor item : items) {
            Optional<Object> value = value(item, isReal() || (anyReal && !isWhole()));
            if (value.isPresent() && values.contains(value.get())) {
                mistakes.add(item, Show.quoted(item.raw()) + " is there twice in 'values'", "remove one of them");
            }
            value.ifPresent(values::add);
        }
        return !items.isEmpty() && mistakes.isSound(parameter.at("values"))
                ? Optional.of(new CategoricalDomain(values))
                : Optional.empty();
    }

    private Optional<Object> value(Cursor at) {
        return value(at, isReal());
    }

    private Optional<Object> value(Cursor at, boolean real) {
        if (!mistakes.isSound(at)) {
            return Optional.empty();
        }
        Object value = at.scalar();
        if (real && value instanceof Long whole) {
            value = whole.doubleValue();
        }
        String expected =
                known != null ? KnownParameters.expected(known) : real ? "a number" : isWhole() ? "a whole number" : "";
        boolean accepted = (known == null || known.accepts(value))
                && (!isWhole() || value instanceof Long)
                && (!isReal() || value instanceof Double);
        if (!accepted) {
            String question =
                    known != null && value instanceof String text ? Nearest.question(text, known.choices()) : "";
            mistakes.add(at, Show.quoted(parameter.key()) + " must be " + expected + "; found " + shown(at), question);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private static String shown(Cursor at) {
        return at.node().isTextual() ? Show.quoted(at.raw()) : at.raw();
    }
}
