package dev.tryout.studyfile;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.Nearest;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code initial}, configurations to try first, and {@code warm_start_from}, the names of earlier studies. */
final class KnowledgeReader {
    private final Cursor root;
    private final SearchSpace space;
    private final Mistakes mistakes;

    KnowledgeReader(Cursor root, SearchSpace space, Mistakes mistakes) {
        this.root = root;
        this.space = space;
        this.mistakes = mistakes;
    }

    Knowledge read() {
        return new Knowledge(initial(), earlier());
    }

    private List<Configuration> initial() {
        List<Configuration> initial = new ArrayList<>();
        for (Cursor item : root.at("initial").items()) {
            if (mistakes.isSound(item)) {
                configuration(item).ifPresent(configuration -> {
                    if (initial.contains(configuration)) {
                        mistakes.add(
                                item, "this configuration is there already: " + configuration, "remove one of them");
                    }
                    initial.add(configuration);
                });
            }
        }
        return initial;
    }

    private Optional<Configuration> configuration(Cursor item) {
        Map<String, Object> given = new TreeMap<>();
        item.entries().forEach(entry -> value(entry).ifPresent(value -> given.put(entry.key(), value)));
        if (!mistakes.isSound(item)) {
            return Optional.empty();
        }
        Configuration whole = space.completed(given);
        for (Cursor entry : item.entries()) {
            if (whole.value(entry.key()).isEmpty()) {
                mistakes.addAtKey(
                        entry, Show.quoted(entry.key()) + " is not used here, by its 'when', in " + whole, "remove it");
            }
        }
        for (Constraint constraint : space.constraints()) {
            if (mistakes.isSound(item) && !constraint.isMetBy(whole)) {
                mistakes.add(
                        item,
                        "this configuration does not meet " + Show.quoted(constraint.text()) + ": " + whole,
                        "change it, or name more of its values");
            }
        }
        return mistakes.isSound(item) ? Optional.of(whole) : Optional.empty();
    }

    private Optional<Object> value(Cursor entry) {
        Optional<Parameter> parameter = space.parameter(entry.key());
        if (parameter.isEmpty()) {
            List<String> names =
                    space.parameters().stream().map(Parameter::name).toList();
            String question = Nearest.question(entry.key(), names);
            mistakes.addAtKey(
                    entry,
                    Show.quoted(entry.key()) + " is no parameter here",
                    question.isEmpty() ? "the parameters are " + Show.all(names) : question);
            return Optional.empty();
        }
        Optional<Object> value = ConditionReader.within(parameter.get().domain(), entry.scalar());
        if (value.isEmpty()) {
            mistakes.add(
                    entry,
                    Show.quoted(entry.key()) + " is never " + Show.quoted(entry.raw()) + "; it may be "
                            + Describe.values(parameter.get().domain()),
                    entry.node().isTextual()
                            ? Nearest.question(
                                    entry.text(), Describe.texts(parameter.get().domain()))
                            : "");
        }
        return value;
    }

    private List<EarlierStudy> earlier() {
        List<EarlierStudy> earlier = new ArrayList<>();
        for (Cursor item : root.at("warm_start_from").items()) {
            if (!mistakes.isSound(item)) {
                continue;
            }
            EarlierStudy study = EarlierStudy.named(item.text());
            Optional<String> problem = StudyName.problem(item.text());
            if (problem.isPresent()) {
                mistakes.add(
                        item,
                        Show.quoted(item.text()) + " " + problem.get() + ", so that no study is called so",
                        "name a study of yours");
            } else if (earlier.contains(study)) {
                mistakes.add(item, Show.quoted(item.text()) + " is there twice", "remove one of them");
            }
            earlier.add(study);
        }
        return earlier;
    }
}
