package dev.tryout.studyfile;

import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Refusal;
import dev.tryout.study.StudySpec;
import dev.tryout.training.SettingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds settings of fine-tuning that change no trial because of what the others are, and those that are searched over where they
 * change none: trials that differ in such a setting alone are the same training twice.
 */
final class IdleSettings {
    private static final String STRATEGY = "strategy";
    private static final String PROBE_EPOCHS = "probe_epochs";
    private static final String FREEZE_DEPTH = "freeze_depth";
    private static final String HEAD_ALONE =
            "or set 'freeze_depth' to all of the model's stages to train the head alone";
    private static final List<String> MOMENTUM = List.of("sgd", "nesterov");
    private static final List<String> ADAM = List.of("adamw", "adam");

    /** By setting, the other one that decides whether it counts. */
    private static final Map<String, Use> USES = uses();

    private final SearchSpace space;
    private final List<Refusal> found = new ArrayList<>();

    private IdleSettings(SearchSpace space) {
        this.space = space;
    }

    /** @param values of the setting under which another counts */
    private record Use(String setting, List<String> values) {}

    private static Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        uses.put("power", new Use("schedule", List.of("polynomial")));
        uses.put(PROBE_EPOCHS, new Use(STRATEGY, List.of("linear-probe")));
        uses.put("probe_learning_rate", new Use(STRATEGY, List.of("linear-probe")));
        uses.put("momentum", new Use("optimizer", MOMENTUM));
        uses.put("beta1", new Use("optimizer", ADAM));
        uses.put("beta2", new Use("optimizer", ADAM));
        uses.put("rho", new Use("optimizer", List.of("rmsprop")));
        uses.put("epsilon", new Use("optimizer", List.of("adamw", "adam", "rmsprop")));
        return uses;
    }

    /**
     * What is to be refused in a study of a task.
     *
     * @param stages of the task's model that can be frozen
     */
    static List<Refusal> of(SearchSpace space, int stages) {
        IdleSettings settings = new IdleSettings(space);
        space.parameters().forEach(settings::checkUse);
        settings.checkNumbers();
        settings.checkFrozen(stages);
        settings.checkEpochs();
        return List.copyOf(settings.found);
    }

    private void checkUse(Parameter parameter) {
        Use use = USES.get(parameter.name());
        if (use == null) {
            return;
        }
        List<String> met = values(use.setting(), parameter);
        List<String> useful = met.stream().filter(use.values()::contains).toList();
        List<String> useless =
                met.stream().filter(value -> !use.values().contains(value)).toList();
        if (useful.isEmpty()) {
            refuse(
                    parameter.name(),
                    Show.quoted(parameter.name()) + " counts where " + use.setting() + " is "
                            + Show.either(use.values()) + ", and here it is " + Show.either(useless),
                    "remove it, or set '" + use.setting() + "'");
        } else if (!useless.isEmpty() && parameter.isSearched()) {
            refuse(
                    parameter.name(),
                    Show.quoted(parameter.name()) + " does nothing where " + use.setting() + " is "
                            + Show.either(useless) + ", and trials that differ in it alone would be trained twice",
                    "add when: {" + use.setting() + ": "
                            + (useful.size() == 1 ? useful.get(0) : "[" + String.join(", ", useful) + "]") + "}");
        }
    }

    private void checkNumbers() {
        if (most("token_dropout") == 0) {
            refuse(
                    "token_dropout_form",
                    "'token_dropout_form' counts where 'token_dropout' is above 0, and here it is 0");
        }
        if (least("warmup_steps") > 0) {
            refuse("warmup", "'warmup' counts where 'warmup_steps' is 0, and here 'warmup_steps' is always above 0");
        }
        if (least("micro_batch_size") >= most("batch_size")) {
            refuse(
                    "micro_batch_size",
                    "'micro_batch_size' counts where 'batch_size' is larger, and here that is "
                            + (long) most("batch_size") + " at most");
        }
    }

    private void checkFrozen(int stages) {
        if (least(FREEZE_DEPTH) < stages) {
            return;
        }
        for (String setting : List.of("dropout", "layer_decay")) {
            refuse(
                    setting,
                    Show.quoted(setting) + " counts in stages that are trained, and here '" + FREEZE_DEPTH
                            + "' freezes all " + stages + " of the model",
                    "remove it, or lower '" + FREEZE_DEPTH + "'");
        }
    }

    /** Strategies that never come to what they prepare. */
    private void checkEpochs() {
        Optional<Parameter> strategy = space.parameter(STRATEGY);
        long epochs = (long) most(StudySpec.EPOCHS);
        if (strategy.isEmpty()) {
            return;
        }
        List<String> strategies = values(strategy.get().domain());
        long probe = (long) least(PROBE_EPOCHS);
        if (strategies.contains("linear-probe") && probe >= epochs) {
            refuse(
                    space.parameter(PROBE_EPOCHS).isPresent() ? PROBE_EPOCHS : STRATEGY,
                    "linear-probe trains the head alone in the first "
                            + (probe == 1 ? "epoch" : probe + " epochs")
                            + ", and no trial has more, so that nothing else is ever trained",
                    "have more 'epochs' than 'probe_epochs', " + HEAD_ALONE);
        }
        if (strategies.contains("gradual-unfreezing") && epochs == 1) {
            refuse(
                    STRATEGY,
                    "gradual-unfreezing trains the head alone in the first epoch, and a trial has no other",
                    "raise 'epochs', " + HEAD_ALONE);
        }
    }

    private void refuse(String setting, String message) {
        refuse(setting, message, "remove it");
    }

    private void refuse(String setting, String message, String remedy) {
        if (space.parameter(setting).isPresent()) {
            found.add(new Refusal(List.of("parameters", setting), message, remedy));
        }
    }

    /** What a choice may be where the parameter is active; an inactive choice has its default. */
    private List<String> values(String choice, Parameter where) {
        Optional<List<Object>> told =
                where.condition().map(condition -> condition.anyOf().get(choice));
        if (told.isPresent()) {
            return told.get().stream().map(Object::toString).toList();
        }
        Optional<Parameter> parameter = space.parameter(choice);
        List<String> values = new ArrayList<>(
                parameter.map(Parameter::domain).map(IdleSettings::values).orElse(List.of()));
        String standard = standard(choice);
        if (parameter.flatMap(Parameter::condition).isPresent() || parameter.isEmpty()) {
            values.remove(standard);
            values.add(standard);
        }
        return values;
    }

    private static List<String> values(Domain domain) {
        List<Object> values = domain instanceof CategoricalDomain choice
                ? choice.values()
                : domain instanceof FixedDomain fixed ? List.of(fixed.value()) : List.of();
        return values.stream().map(Object::toString).toList();
    }

    private double least(String setting) {
        return bounds(setting).least();
    }

    private double most(String setting) {
        return bounds(setting).most();
    }

    private record Bounds(double least, double most) {}

    private Bounds bounds(String setting) {
        double standard = Double.parseDouble(standard(setting));
        Optional<Parameter> parameter = space.parameter(setting);
        if (parameter.isEmpty()) {
            return new Bounds(standard, standard);
        }
        Bounds active = bounds(parameter.get().domain());
        return parameter.get().condition().isEmpty()
                ? active
                : new Bounds(Math.min(active.least(), standard), Math.max(active.most(), standard));
    }

    private static Bounds bounds(Domain domain) {
        if (domain instanceof FloatDomain range) {
            return new Bounds(range.min(), range.max());
        }
        if (domain instanceof IntDomain range) {
            return new Bounds(range.min(), range.max());
        }
        double[] sorted = values(domain).stream()
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        return new Bounds(sorted[0], sorted[sorted.length - 1]);
    }

    private static String standard(String setting) {
        return KnownParameters.of(setting).map(SettingSpec::defaultValue).orElseThrow();
    }
}
