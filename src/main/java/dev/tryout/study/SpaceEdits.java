package dev.tryout.study;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Configuration;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of a search space.
 *
 * @param space with the changes, in the order that it had
 * @param changed names of the parameters that are not as they were, those among them whose change is refused
 */
record SpaceEdits(SearchSpace space, Set<String> changed, List<String> changes, List<Refusal> refusals) {
    private static final String KEY = "parameters";

    static SpaceEdits between(StudySpec before, StudySpec wanted) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        List<String> changes = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Parameter old : before.space().parameters()) {
            Optional<Parameter> found = wanted.space().parameter(old.name());
            Optional<String> problem = found.isEmpty()
                    ? Optional.of("parameter '" + old.name() + "' cannot be removed")
                    : problem(old, found.get());
            problem.ifPresent(message -> refusals.add(refusal(before, old.name(), message)));
            Parameter now = problem.isPresent() ? old : found.orElse(old);
            parameters.add(now);
            if (!found.equals(Optional.of(old))) {
                changed.add(old.name());
            }
            if (!now.equals(old)) {
                changes.add(KEY + "." + old.name() + ": " + shown(old.domain()) + " -> " + shown(now.domain())
                        + (Objects.equals(old.prior(), now.prior()) ? "" : ", with another prior"));
            }
        }
        for (Parameter added : wanted.space().parameters()) {
            if (before.space().parameter(added.name()).isEmpty()) {
                refusals.add(refusal(before, added.name(), "parameter '" + added.name() + "' cannot be added"));
            }
        }
        SearchSpace space = changes.isEmpty()
                ? before.space()
                : new SearchSpace(parameters, before.space().constraints());
        return new SpaceEdits(space, changed, changes, refusals);
    }

    /**
     * Whether the configurations to try first are the same, but for the values of changed parameters; those that the space excludes,
     * or excluded before, may be left out.
     */
    boolean keepsInitial(StudySpec before, StudySpec wanted) {
        List<Map<String, Object>> found = unchanged(wanted.knowledge().initial());
        List<Configuration> initial = before.knowledge().initial();
        return Stream.of(initial, before.space().within(initial), space.within(initial))
                .map(this::unchanged)
                .anyMatch(found::equals);
    }

    private List<Map<String, Object>> unchanged(List<Configuration> configurations) {
        return configurations.stream().map(this::unchanged).toList();
    }

    private Map<String, Object> unchanged(Configuration configuration) {
        Map<String, Object> values = new TreeMap<>(configuration.values());
        values.keySet()
                .removeIf(name ->
                        space.parameter(name).map(this::dependsOnChanged).orElse(true));
        return values;
    }

    private boolean dependsOnChanged(Parameter parameter) {
        return changed.contains(parameter.name())
                || parameter.condition().stream()
                        .flatMap(condition -> condition.anyOf().keySet().stream())
                        .flatMap(parent -> space.parameter(parent).stream())
                        .anyMatch(this::dependsOnChanged);
    }

    private static Optional<String> problem(Parameter before, Parameter wanted) {
        String name = "'" + before.name() + "'";
        if (!Objects.equals(before.when(), wanted.when())) {
            return Optional.of("the condition ('when') of " + name + " cannot change");
        }
        if (before.domain().equals(wanted.domain())) {
            return Objects.equals(before.prior(), wanted.prior())
                    ? Optional.empty()
                    : Optional.of("the prior of " + name + " cannot change while its values stay");
        }
        if (!isSameKind(before.domain(), wanted.domain())) {
            return Optional.of(name + " is " + kind(before.domain()) + " and cannot become " + kind(wanted.domain()));
        }
        return Optional.empty();
    }

    private static boolean isSameKind(Domain before, Domain wanted) {
        return before instanceof FixedDomain
                || wanted instanceof FixedDomain
                || kind(before).equals(kind(wanted));
    }

    private static String kind(Domain domain) {
        if (domain instanceof FloatDomain range) {
            return "a range of real numbers on a " + range.scale().name().toLowerCase(Locale.ROOT) + " scale";
        }
        if (domain instanceof IntDomain range) {
            return "a range of whole numbers on a " + range.scale().name().toLowerCase(Locale.ROOT) + " scale";
        }
        return domain instanceof CategoricalDomain ? "a choice" : "fixed";
    }

    private static String shown(Domain domain) {
        if (domain instanceof FloatDomain range) {
            return shown(range.min()) + " to " + shown(range.max());
        }
        if (domain instanceof IntDomain range) {
            return range.min() + " to " + range.max();
        }
        return domain instanceof CategoricalDomain choice
                ? choice.values().stream().map(SpaceEdits::shown).collect(Collectors.joining(", ", "[", "]"))
                : shown(((FixedDomain) domain).value());
    }

    /** With every digit, as a study file would have it. */
    private static String shown(Object value) {
        return value instanceof Double number
                ? number.toString().replace(".0E", "E").replace('E', 'e')
                : value.toString();
    }

    private static Refusal refusal(StudySpec before, String parameter, String message) {
        return new Refusal(List.of(KEY, parameter), message, "put it back, or " + Edits.anew(before.name()));
    }
}
