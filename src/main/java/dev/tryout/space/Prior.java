package dev.tryout.space;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What somebody believes about the good values of a parameter before any trial has run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Prior.Around.class, name = "around"),
    @JsonSubTypes.Type(value = Prior.Weights.class, name = "weights")
})
public sealed interface Prior {
    /** Whether it can be held about the values of the domain. */
    boolean suits(Domain domain);

    /** The density at a position of the unit interval, relative to the uniform density. */
    double density(Domain domain, double position);

    /** The derivative of the density's logarithm at a position of a continuous range; 0 for other domains. */
    double logSlope(Domain domain, double position);

    /** The position up to which the prior has the given share of its mass. */
    double quantile(Domain domain, double share);

    /** The value most believed in. */
    Object mode(Domain domain);

    /**
     * Good values of a range are near a centre: half of them, one believes, within the spread of it. A Cauchy distribution on the
     * parameter's scale, cut off at the bounds: its heavy tails leave room to be wrong.
     *
     * @param centre within the range
     * @param spread in the parameter's unit on a linear scale, above 0; on a log scale a factor, above 1
     */
    record Around(double centre, double spread) implements Prior {
        public Around {
            if (!Double.isFinite(centre) || !Double.isFinite(spread) || spread <= 0) {
                throw new IllegalArgumentException(
                        "a prior needs a finite centre and a spread above 0, got " + centre + " and " + spread);
            }
        }

        @Override
        public boolean suits(Domain domain) {
            if (!(domain instanceof FloatDomain) && !(domain instanceof IntDomain)) {
                return false;
            }
            return centre >= min(domain) && centre <= max(domain) && (scale(domain) == Scale.LINEAR || spread > 1);
        }

        @Override
        public double density(Domain domain, double position) {
            double width = width(domain);
            if (width == 0) {
                return 1;
            }
            double middle = middle(domain);
            double z = (position - middle) / width;
            double mass = StrictMath.atan((1 - middle) / width) + StrictMath.atan(middle / width);
            return 1 / (width * mass * (1 + z * z));
        }

        @Override
        public double logSlope(Domain domain, double position) {
            double width = width(domain);
            if (width == 0 || domain instanceof IntDomain) {
                return 0;
            }
            double z = (position - middle(domain)) / width;
            return -2 * z / (width * (1 + z * z));
        }

        @Override
        public double quantile(Domain domain, double share) {
            double width = width(domain);
            if (width == 0) {
                return share;
            }
            double middle = middle(domain);
            double from = StrictMath.atan(-middle / width);
            double to = StrictMath.atan((1 - middle) / width);
            double position = middle + width * StrictMath.tan(from + share * (to - from));
            return Math.min(1, Math.max(0, position));
        }

        @Override
        public Object mode(Domain domain) {
            return domain.fromUnit(middle(domain));
        }

        private double middle(Domain domain) {
            return domain.toUnit(domain instanceof IntDomain ? (Object) Math.round(centre) : (Object) centre);
        }

        /** The spread in the unit interval; 0 where the range is a single value. */
        private double width(Domain domain) {
            double half = domain instanceof IntDomain ? 0.5 : 0;
            double min = min(domain) - half;
            double max = max(domain) + half;
            if (min == max) {
                return 0;
            }
            return scale(domain) == Scale.LOG
                    ? StrictMath.log(spread) / StrictMath.log(max / min)
                    : spread / (max - min);
        }

        private static double min(Domain domain) {
            return domain instanceof FloatDomain range ? range.min() : (double) ((IntDomain) domain).min();
        }

        private static double max(Domain domain) {
            return domain instanceof FloatDomain range ? range.max() : (double) ((IntDomain) domain).max();
        }

        private static Scale scale(Domain domain) {
            return domain instanceof FloatDomain range ? range.scale() : ((IntDomain) domain).scale();
        }
    }

    /**
     * How much one believes in each value of a choice.
     *
     * @param weights in the order of the values, above 0; their ratios count
     */
    record Weights(List<Double> weights) implements Prior {
        public Weights {
            weights = List.copyOf(weights);
            for (double weight : weights) {
                if (!Double.isFinite(weight) || weight <= 0) {
                    throw new IllegalArgumentException("a prior's weights must be above 0, got " + weight);
                }
            }
        }

        @Override
        public boolean suits(Domain domain) {
            return domain instanceof CategoricalDomain choice && choice.values().size() == weights.size();
        }

        @Override
        public double density(Domain domain, double position) {
            int index = Math.min(weights.size() - 1, (int) (position * weights.size()));
            return weights.get(index) * weights.size() / sum();
        }

        @Override
        public double logSlope(Domain domain, double position) {
            return 0;
        }

        @Override
        public double quantile(Domain domain, double share) {
            double before = 0;
            double target = share * sum();
            int index = 0;
            while (index < weights.size() - 1 && before + weights.get(index) <= target) {
                before += weights.get(index++);
            }
            double within = Math.min(1, (target - before) / weights.get(index));
            return (index + within) / weights.size();
        }

        @Override
        public Object mode(Domain domain) {
            int best = 0;
            for (int i = 1; i < weights.size(); i++) {
                best = weights.get(i) > weights.get(best) ? i : best;
            }
            return domain.valueAt(best);
        }

        private double sum() {
            return weights.stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
