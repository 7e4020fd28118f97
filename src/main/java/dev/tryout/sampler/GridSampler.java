package dev.tryout.sampler;

import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every configuration of a finite space once, in an order that the seed shuffles. The product of the parameters is never
 * stored: a cell's number is read as digits, one for each parameter. Of the cells that differ in inactive parameters alone, only
 * the one whose inactive digits are all zero counts.
 */
final class GridSampler implements Sampler {
    /** Cells looked at for one suggestion; where none of so many is allowed, the grid counts as exhausted. */
    static final long MAX_CELLS_LOOKED_AT = 10_000_000;

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException where a range is continuous, or the product is beyond 2^62
     */
    @Override
    public Optional<Suggestion> suggest(SuggestionRequest request) {
        SearchSpace space = request.space();
        long size = size(space);
        IndexPermutation order = new IndexPermutation(size, request.seed());
        Tried tried = new Tried(request);
        long steps = Math.min(size, MAX_CELLS_LOOKED_AT);
        // Each earlier number has taken a cell, so that the walk may begin behind them; it comes around to skipped
        // ones.
        long begin = request.number() % size;
        for (long step = 0; step < steps; step++) {
            Optional<Configuration> cell = cell(space.parameters(), order.at((begin + step) % size));
            if (cell.isPresent() && tried.allows(cell.get())) {
                return cell.map(configuration -> new Suggestion.Start(configuration, "grid"));
            }
        }
        return Optional.empty();
    }

    private static long size(SearchSpace space) {
        for (Parameter parameter : space.parameters()) {
            if (parameter.domain().cardinality().isEmpty()) {
                throw new IllegalArgumentException("a grid needs a finite number of values, and '" + parameter.name()
                        + "' is a continuous range: list its values, or choose another method");
            }
        }
        BigInteger size = space.gridSize().orElseThrow();
        if (size.compareTo(BigInteger.valueOf(IndexPermutation.MAX_SIZE)) > 0) {
            throw new IllegalArgumentException("a grid of " + size + " cells is too large: choose another method");
        }
        return size.longValueExact();
    }

    private static Optional<Configuration> cell(List<Parameter> parameters, long number) {
        Map<String, Object> values = new LinkedHashMap<>();
        long rest = number;
        for (Parameter parameter : parameters) {
            Domain domain = parameter.domain();
            long cardinality = domain.cardinality().orElseThrow();
            long digit = rest % cardinality;
            rest /= cardinality;
            if (parameter.isActive(values)) {
                values.put(parameter.name(), domain.valueAt(digit));
            } else if (digit != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Configuration(values));
    }
}
