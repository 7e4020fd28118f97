package dev.tryout.studyfile;

import dev.tryout.sampler.Method;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Checks the space as a whole: that some configuration meets the constraints, and that a grid is finite and not huge. */
final class SpaceCheck {
    /** The most points that a grid may have, constraints and conditions not counted. */
    static final long MAX_GRID = 100_000;

    private static final int TRIED = 10_000;
    /** How many are tried even so, since a comparison of a number with text may hide behind an "or". */
    private static final int ENOUGH = 1_000;

    private static final long SEED = 20_261_123;

    private final SearchSpace space;
    private final Mistakes mistakes;

    SpaceCheck(SearchSpace space, Mistakes mistakes) {
        this.space = space;
        this.mistakes = mistakes;
    }

    /** Reports what is wrong with a grid over the space. */
    void checkGrid(Cursor parameters, Cursor method) {
        for (Parameter parameter : space.parameters()) {
            if (parameter.domain().cardinality().isEmpty() && parameter.domain() instanceof FloatDomain range) {
                mistakes.addAtKey(
                        parameters.at(parameter.name()),
                        "a grid needs a list of values, and " + Show.quoted(parameter.name()) + " is the range "
                                + Describe.values(range),
                        "write {values: [...]}, or use method random, sobol, tpe or gp");
            }
        }
        BigInteger size = space.gridSize().orElse(BigInteger.ZERO);
        if (size.compareTo(BigInteger.valueOf(MAX_GRID)) > 0) {
            mistakes.add(
                    method,
                    "the grid has " + Describe.grid(space)
                            + String.format(Locale.ROOT, ", and at most %,d are allowed", MAX_GRID),
                    "list fewer values, or use " + Show.either(otherMethods()));
        }
    }

    private static List<String> otherMethods() {
        return Method.spellings().stream()
                .filter(spelling -> !spelling.equals(Method.GRID.spelling()))
                .toList();
    }

    /** Reports constraints that compare what cannot be compared, and those that no configuration meets. */
    void checkConstraints(Cursor constraints) {
        boolean[] isMet = new boolean[space.constraints().size()];
        boolean areAllMet = false;
        int tried = 0;
        Iterator<Configuration> configurations = configurations().iterator();
        while (configurations.hasNext() && !(areAllMet && tried >= ENOUGH)) {
            Configuration configuration = configurations.next();
            tried++;
            boolean meetsAll = true;
            for (int i = 0; i < isMet.length; i++) {
                Optional<Boolean> meets = meets(i, configuration, constraints);
                if (meets.isEmpty()) {
                    return;
                }
                isMet[i] |= meets.get();
                meetsAll &= meets.get();
            }
            areAllMet |= meetsAll;
        }
        if (!areAllMet) {
            reportUnmet(isMet, constraints);
        }
    }

    private Optional<Boolean> meets(int index, Configuration configuration, Cursor constraints) {
        try {
            return Optional.of(space.constraints().get(index).isMetBy(configuration));
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    constraints.item(index),
                    e.getMessage() + ", where " + configuration,
                    "compare numbers with numbers and text with text");
            return Optional.empty();
        }
    }

    private void reportUnmet(boolean[] isMet, Cursor constraints) {
        String tried = isSmall() ? "no configuration meets " : "none of " + TRIED + " random configurations meets ";
        for (int i = 0; i < isMet.length; i++) {
            if (!isMet[i]) {
                mistakes.add(constraints.item(i), tried + "this constraint", "loosen it, or widen the parameters");
            }
        }
        if (mistakes.isSound(constraints)) {
            mistakes.addAtKey(constraints, tried + "all constraints together", "loosen one, or widen the parameters");
        }
    }

    private boolean isSmall() {
        return space.gridSize()
                .filter(size -> size.compareTo(BigInteger.valueOf(TRIED)) <= 0)
                .isPresent();
    }

    /** Every configuration where they are few, else a random sample. */
    private Stream<Configuration> configurations() {
        if (isSmall()) {
            long size = space.gridSize().orElseThrow().longValueExact();
            return LongStream.range(0, size).mapToObj(this::gridPoint).map(space::fromUnit);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int dimensions = space.searched().size();
        return Stream.generate(() -> random.doubles(dimensions).toArray())
                .limit(TRIED)
                .map(space::fromUnit);
    }

    private double[] gridPoint(long index) {
        double[] point = new double[space.searched().size()];
        long rest = index;
        for (int i = 0; i < point.length; i++) {
            Domain domain = space.searched().get(i).domain();
            long cells = domain.cardinality().orElseThrow();
            point[i] = domain.toUnit(domain.valueAt(rest % cells));
            rest /= cells;
        }
        return point;
    }
}
