package dev.tryout.studyfile;

import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Nearest;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.study.StudySpec;
import dev.tryout.training.SettingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters, each with its domain and its condition, parents first. */
final class ParametersReader {
    private static final int MOST_EPOCHS = 100_000;

    private final Cursor parameters;
    private final boolean isTask;
    private final boolean isCommand;
    private final Mistakes mistakes;
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final Map<String, Prior> priors = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * @param isTask whether only the parameters that a task knows may be there
     * @param isCommand whether they are for a program; neither where the file does not say clearly
     */
    ParametersReader(Cursor parameters, boolean isTask, boolean isCommand, Mistakes mistakes) {
        this.parameters = parameters;
        this.isTask = isTask;
        this.isCommand = isCommand;
        this.mistakes = mistakes;
    }

    /** The parameters without mistakes, in an order in which each follows those that it depends on. */
    List<Parameter> read() {
        if (!parameters.node().isObject()) {
            return List.of();
        }
        parameters.entries().forEach(this::readDomain);
        checkEpochs();
        if (isCommand) {
            checkVariables();
        }
        List<Parameter> read = new ArrayList<>();
        ConditionReader conditions = new ConditionReader(names, domains, mistakes);
        parameters
                .entries()
                .forEach(entry -> conditions
                        .read(entry, domains.get(entry.key()), priors.get(entry.key()))
                        .ifPresent(read::add));
        if (isTask && !names.contains(StudySpec.EPOCHS)) {
            read.add(new Parameter(StudySpec.EPOCHS, new FixedDomain(KnownParameters.defaultEpochs()), null));
            names.add(StudySpec.EPOCHS);
        }
        return new ParameterOrder(parameters, mistakes).parentsFirst(read);
    }

    /** All names, those of parameters with mistakes too, and the right names of misspelt ones. */
    Set<String> names() {
        return names;
    }

    private void readDomain(Cursor entry) {
        Optional<SettingSpec> known = isTask ? KnownParameters.of(entry.key()) : Optional.empty();
        if (isTask && known.isEmpty() && Parameter.isName(entry.key())) {
            Nearest.to(entry.key(), KnownParameters.names()).ifPresent(names::add);
            String question = Nearest.question(entry.key(), KnownParameters.names());
            mistakes.addAtKey(
                    entry,
                    "unknown parameter " + Show.quoted(entry.key()) + " for a task",
                    question.isEmpty() ? "a task has " + Show.all(KnownParameters.names()) : question);
        }
        names.add(entry.key());
        if (mistakes.isSound(entry)) {
            new DomainReader(entry, known.orElse(null), mistakes).read().ifPresent(domain -> {
                domains.put(entry.key(), domain);
                new PriorReader(entry, domain, known.orElse(null), mistakes)
                        .read()
                        .ifPresent(prior -> priors.put(entry.key(), prior));
            });
        }
    }

    private void checkEpochs() {
        Cursor epochs = parameters.at(StudySpec.EPOCHS);
        if (!names.contains(StudySpec.EPOCHS)) {
            if (isCommand) {
                mistakes.addAtKey(
                        parameters,
                        "the parameter 'epochs' is missing, which says how long a trial trains",
                        "add it, fixed as in 'epochs: 10' or as a range {min: 1, max: 10}");
            }
            return;
        }
        if (mistakes.isSound(epochs) && epochs.at("when").isThere()) {
            mistakes.addAtKey(
                    epochs.at("when"), "'epochs' must not depend on other parameters", "every trial needs it");
        }
        Domain domain = domains.get(StudySpec.EPOCHS);
        if (domain != null
                && Epochs.range(domain)
                        .filter(range -> range.most() <= MOST_EPOCHS)
                        .isEmpty()) {
            mistakes.add(
                    epochs,
                    "'epochs' must be whole numbers from 1 to " + MOST_EPOCHS + "; found " + Describe.values(domain),
                    "write for example 'epochs: 10' or 'epochs: {min: 1, max: 10}'");
        }
    }

    /** A program gets each parameter in an environment variable, whose name is in capitals and has few characters. */
    private void checkVariables() {
        Map<String, String> byVariable = new LinkedHashMap<>();
        for (Cursor entry : parameters.entries()) {
            String variable = entry.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            String other = byVariable.putIfAbsent(variable, entry.key());
            if (other != null) {
                mistakes.addAtKey(
                        entry,
                        Show.quoted(entry.key()) + " and " + Show.quoted(other) + " would both be TRYOUT_PARAM_"
                                + variable + " in the program's environment",
                        "rename one of them");
            }
        }
    }
}
