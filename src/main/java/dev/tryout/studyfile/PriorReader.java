package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.training.SettingSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code prior}: where somebody believes that a parameter's good values are. */
final class PriorReader {
    /** What a task's parameter is believed to be near by default: on a log scale within a factor of its default. */
    private static final double USUAL_FACTOR = 3;

    /** On a linear scale within a share of the range. */
    private static final double USUAL_SHARE = 0.2;

    /** The weight of a choice's default where the other values have 1. */
    private static final double USUAL_WEIGHT = 3;

    private static final String USUAL = "usual";

    private final Cursor parameter;
    private final Domain domain;
    private final @Nullable SettingSpec known;
    private final Mistakes mistakes;

    /** @param known what a task knows of the parameter, or null where it may be anything */
    PriorReader(Cursor parameter, Domain domain, @Nullable SettingSpec known, Mistakes mistakes) {
        this.parameter = parameter;
        this.domain = domain;
        this.known = known;
        this.mistakes = mistakes;
    }

    /** The prior, or empty where there is none or something is wrong with it. */
    Optional<Prior> read() {
        Cursor prior = parameter.at("prior");
        if (!mistakes.isSound(prior)) {
            return Optional.empty();
        }
        if (domain instanceof FixedDomain) {
            return refuse(prior, Show.quoted(parameter.key()) + " is fixed, and has no use for a prior", "remove it");
        }
        if (prior.text().equals(USUAL)) {
            return usual(prior);
        }
        return domain instanceof CategoricalDomain choice ? weights(prior, choice) : around(prior);
    }

    private Optional<Prior> weights(Cursor prior, CategoricalDomain choice) {
        String remedy = "write prior: {weights: [...]}, a weight for each value, in their order";
        if (!prior.at("weights").isThere() || prior.at("centre").isThere()) {
            return refuse(prior, Show.quoted(parameter.key()) + " is a choice, whose prior has weights alone", remedy);
        }
        List<Double> weights = prior.at("weights").items().stream()
                .map(weight -> weight.node().doubleValue())
                .toList();
        if (weights.size() != choice.values().size()) {
            return refuse(
                    prior.at("weights"),
                    Show.quoted(parameter.key()) + " has " + choice.values().size() + " values, and its prior "
                            + weights.size() + " weights",
                    remedy);
        }
        return Optional.of(new Prior.Weights(weights));
    }

    private Optional<Prior> around(Cursor prior) {
        if (!prior.at("centre").isThere() || prior.at("weights").isThere()) {
            return refuse(
                    prior,
                    Show.quoted(parameter.key()) + " is a range, whose prior has a centre and a spread alone",
                    "write prior: {centre: ..., spread: ...}");
        }
        double spread = prior.at("spread").real(0);
        if (scale() == Scale.LOG && spread <= 1) {
            return refuse(
                    prior.at("spread"),
                    "on a log scale a prior's spread is a factor above 1; found "
                            + prior.at("spread").raw(),
                    "write 3 for 'within a factor of 3'");
        }
        Prior around = new Prior.Around(prior.at("centre").real(0), spread);
        return around.suits(domain)
                ? Optional.of(around)
                : refuse(
                        prior.at("centre"),
                        "the prior's centre " + prior.at("centre").raw() + " is outside the range "
                                + Describe.values(domain),
                        "choose a centre within it");
    }

    private Optional<Prior> usual(Cursor prior) {
        if (known == null) {
            return refuse(
                    prior,
                    Show.quoted(parameter.key()) + " is no setting of fine-tuning, and has no usual value",
                    "write a centre and a spread, or weights");
        }
        Optional<Prior> usual = domain instanceof CategoricalDomain choice
                ? usualWeights(choice, known.defaultValue())
                : Optional.of(usualAround(Double.parseDouble(known.defaultValue())));
        return usual.filter(found -> found.suits(domain))
                .or(() -> refuse(
                        prior,
                        "the usual value of " + Show.quoted(parameter.key()) + " is " + known.defaultValue()
                                + ", which is not among " + Describe.values(domain),
                        "write a centre and a spread, or weights"));
    }

    private static Optional<Prior> usualWeights(CategoricalDomain choice, String usual) {
        List<Double> weights = choice.values().stream()
                .map(value -> value.toString().equals(usual) ? USUAL_WEIGHT : 1)
                .toList();
        return weights.contains(USUAL_WEIGHT) ? Optional.of(new Prior.Weights(weights)) : Optional.empty();
    }

    private Prior usualAround(double centre) {
        double range = domain instanceof FloatDomain reals
                ? reals.max() - reals.min()
                : (double) ((IntDomain) domain).max() - ((IntDomain) domain).min();
        double share = range > 0 ? USUAL_SHARE * range : 1;
        return new Prior.Around(centre, scale() == Scale.LOG ? USUAL_FACTOR : share);
    }

    private Scale scale() {
        return domain instanceof FloatDomain range ? range.scale() : ((IntDomain) domain).scale();
    }

    private Optional<Prior> refuse(Cursor at, String message, String remedy) {
        mistakes.add(at, message, remedy);
        return Optional.empty();
    }
}
