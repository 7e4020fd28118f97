package dev.tryout.studyfile;

import dev.tryout.space.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts parents before the parameters that depend on them, and otherwise keeps the order of the file. */
final class ParameterOrder {
    private final Cursor parameters;
    private final Mistakes mistakes;

    ParameterOrder(Cursor parameters, Mistakes mistakes) {
        this.parameters = parameters;
        this.mistakes = mistakes;
    }

    /** The parameters in order; those in a circle, which is a mistake, are left out. */
    List<Parameter> parentsFirst(List<Parameter> read) {
        Map<String, Parameter> waiting = new LinkedHashMap<>();
        read.forEach(parameter -> waiting.put(parameter.name(), parameter));
        List<Parameter> ordered = new ArrayList<>();
        Optional<Parameter> ready = firstReady(waiting);
        while (ready.isPresent()) {
            ordered.add(ready.get());
            waiting.remove(ready.get().name());
            ready = firstReady(waiting);
        }
        if (!waiting.isEmpty()) {
            reportCircle(waiting);
        }
        return ordered;
    }

    private static Optional<Parameter> firstReady(Map<String, Parameter> waiting) {
        return waiting.values().stream()
                .filter(parameter -> parents(parameter).stream().noneMatch(waiting::containsKey))
                .findFirst();
    }

    private void reportCircle(Map<String, Parameter> waiting) {
        List<String> chain = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String name = waiting.keySet().iterator().next();
        while (seen.add(name)) {
            chain.add(name);
            name = Optional.ofNullable(waiting.get(name)).map(ParameterOrder::parents).orElseThrow().stream()
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(chain.subList(chain.indexOf(name), chain.size()));
        circle.add(name);
        mistakes.addAtKey(
                parameters.at(name).at("when"),
                "parameters depend on one another in a circle: " + String.join(" -> ", circle),
                "remove one of these conditions");
    }

    private static Set<String> parents(Parameter parameter) {
        return parameter.when() == null ? Set.of() : parameter.when().anyOf().keySet();
    }
}
