package dev.tryout.studyfile;

import dev.tryout.space.Nearest;
import dev.tryout.space.Constraint;
import dev.tryout.space.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the constraints and checks that the parameters they name are there. */
final class ConstraintsReader {
    private final Set<String> names;
    private final List<Parameter> parameters;
    private final Mistakes mistakes;

    /**
     * @param names of all parameters
     * @param parameters those without mistakes
     */
    ConstraintsReader(Set<String> names, List<Parameter> parameters, Mistakes mistakes) {
        this.names = names;
        this.parameters = parameters;
        this.mistakes = mistakes;
    }

    /** The constraints without mistakes. */
    List<Constraint> read(Cursor constraints) {
        List<Constraint> read = new ArrayList<>();
        for (Cursor item : constraints.items()) {
            parsed(item).filter(constraint -> namesAreThere(item, constraint)).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Constraint> parsed(Cursor item) {
        if (!mistakes.isSound(item)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Constraint.parse(item.text()));
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    item, String.valueOf(e.getMessage()), "write it like \"freeze_depth >= 4 or batch_size <= 32\"");
            return Optional.empty();
        }
    }

    private boolean namesAreThere(Cursor item, Constraint constraint) {
        for (String name : constraint.names()) {
            if (!names.contains(name)) {
                String question = Nearest.question(name, names);
                String remedy = question.isEmpty() ? "the parameters are " + Show.all(List.copyOf(names)) : question;
                mistakes.add(
                        item,
                        "the constraint names " + Show.quoted(name) + ", which is no parameter here",
                        isValue(name) ? "write \"" + name + "\" or '" + name + "' in quotes for the text" : remedy);
            }
        }
        return mistakes.isSound(item);
    }

    private boolean isValue(String name) {
        return parameters.stream()
                .anyMatch(parameter -> Describe.texts(parameter.domain()).contains(name));
    }
}
