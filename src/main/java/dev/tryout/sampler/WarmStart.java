package dev.tryout.sampler;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Configurations of earlier studies that are worth a try in a space: those of the best average rank over all earlier studies,
 * apart from each other. A study that did not try a configuration lends it the rank of its nearest one. Where the spaces differ, a
 * configuration is known by the parameters that they share; the others take the value most believed in.
 *
 * @param choices best first
 */
record WarmStart(SearchSpace space, List<Choice> choices) {
    /** Configurations chosen at most. */
    static final int MOST = 5;

    /** Choices nearer to each other than this, as a root mean square over the parameters, are too much alike. */
    static final double APART = 0.15;

    /** A configuration and where it comes from. */
    record Choice(Configuration configuration, String note) {}

    /**
     * A configuration of an earlier study in this space.
     *
     * @param rank from 0 for the best to nearly 1
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Candidate(int study, double rank, double[] point, Choice choice) {}

    static WarmStart of(SearchSpace space, List<EarlierStudy> earlier) {
        List<Candidate> candidates = new ArrayList<>();
        for (int study = 0; study < earlier.size(); study++) {
            candidates.addAll(candidates(space, earlier.get(study), study));
        }
        double[] average = candidates.stream()
                .mapToDouble(candidate -> averageRank(space, candidate, candidates, earlier.size()))
                .toArray();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < average.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> average[i]));
        List<Candidate> chosen = new ArrayList<>();
        Set<Configuration> configurations = new HashSet<>();
        for (double apart : new double[] {APART, 0}) {
            for (int i : order) {
                Candidate candidate = candidates.get(i);
                boolean isApart =
                        chosen.stream().allMatch(other -> distance(space, candidate.point(), other.point()) >= apart);
                if (chosen.size() < MOST
                        && isApart
                        && configurations.add(candidate.choice().configuration())) {
                    chosen.add(candidate);
                }
            }
        }
        return new WarmStart(space, chosen.stream().map(Candidate::choice).toList());
    }

    private static List<Candidate> candidates(SearchSpace space, EarlierStudy earlier, int study) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < earlier.best().size(); i++) {
            Map<String, Object> shared = shared(space, earlier.best().get(i));
            Configuration configuration = space.completed(shared);
            if (!shared.isEmpty() && space.contains(configuration)) {
                String note =
                        "warm start: rank " + (i + 1) + " of " + earlier.ranked() + " in study " + earlier.study();
                candidates.add(new Candidate(
                        study,
                        (double) i / earlier.ranked(),
                        space.toUnit(configuration),
                        new Choice(configuration, note)));
            }
        }
        return candidates;
    }

    private static Map<String, Object> shared(SearchSpace space, Configuration configuration) {
        Map<String, Object> shared = new TreeMap<>();
        for (Parameter parameter : space.searched()) {
            configuration
                    .value(parameter.name())
                    .filter(parameter.domain()::contains)
                    .ifPresent(value -> shared.put(parameter.name(), value));
        }
        return shared;
    }

    private static double averageRank(SearchSpace space, Candidate candidate, List<Candidate> all, int studies) {
        double sum = 0;
        int counted = 0;
        for (int study = 0; study < studies; study++) {
            double nearest = Double.POSITIVE_INFINITY;
            double rank = 0;
            for (Candidate other : all) {
                double distance = distance(space, candidate.point(), other.point());
                if (other.study() == study && distance < nearest) {
                    nearest = distance;
                    rank = other.rank();
                }
            }
            if (nearest < Double.POSITIVE_INFINITY) {
                sum += study == candidate.study() ? candidate.rank() : rank;
                counted++;
            }
        }
        return sum / counted;
    }

    /** The root mean square over the parameters; a parameter that one of the two lacks counts in full, as do two categories. */
    private static double distance(SearchSpace space, double[] a, double[] b) {
        List<Parameter> parameters = space.searched();
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            boolean isCategory = parameters.get(d).domain() instanceof CategoricalDomain;
            double difference = a[d] - b[d];
            boolean bothLack = Double.isNaN(a[d]) && Double.isNaN(b[d]);
            if (!bothLack) {
                boolean inFull = Double.isNaN(difference) || isCategory && difference != 0;
                sum += inFull ? 1 : difference * difference;
            }
        }
        return Math.sqrt(sum / Math.max(1, a.length));
    }
}
