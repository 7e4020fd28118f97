package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.Constraint;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditsTest {
    private static final StudySpec BEFORE = Studies.spec(Studies.SPACE, new Budget(24, 1_800_000L, null));

    private static StudySpec with(String name, Domain domain) {
        return with(Studies.SPACE, new Parameter(name, domain, null));
    }

    /** The same space with another parameter in the place of the one of its name. */
    private static StudySpec with(SearchSpace space, Parameter changed) {
        List<Parameter> parameters = space.parameters().stream()
                .map(old -> old.name().equals(changed.name()) ? changed : old)
                .toList();
        return BEFORE.with(BEFORE.budget(), new SearchSpace(parameters, space.constraints()));
    }

    private static Edits edits(StudySpec wanted) {
        return Edits.between(BEFORE, wanted);
    }

    @Test
    void sayWhatChangesAndGiveTheStudyWithIt() {
        StudySpec wanted = with("learning_rate", new FloatDomain(1e-5, 0.02, Scale.LOG))
                .with(
                        new Budget(48, null, 100),
                        with("learning_rate", new FloatDomain(1e-5, 0.02, Scale.LOG))
                                .space());
        Edits edits = edits(wanted);
        assertThat(edits.isAllowed()).isTrue();
        assertThat(edits.changes())
                .containsExactly(
                        "budget.trials: 24 -> 48",
                        "budget.time: 1800s -> no bound",
                        "budget.epochs: no bound -> 100",
                        "parameters.learning_rate: 1e-5 to 0.01 -> 1e-5 to 0.02");
        assertThat(edits.spec()).isEqualTo(wanted);
    }

    @Test
    void takeOtherValuesOfEveryKindOfParameter() {
        assertThat(edits(with("epochs", new IntDomain(2, 9, Scale.LINEAR))).changes())
                .containsExactly("parameters.epochs: 2 to 5 -> 2 to 9");
        assertThat(edits(with("batch_size", new CategoricalDomain(List.of(16, 64, 128))))
                        .changes())
                .containsExactly("parameters.batch_size: [16, 32, 64] -> [16, 64, 128]");
        assertThat(edits(with("optimizer", new FixedDomain("sgd"))).changes())
                .containsExactly("parameters.optimizer: [adamw, sgd] -> sgd");
        StudySpec fixed = with("learning_rate", new FixedDomain(1e-3));
        assertThat(Edits.between(fixed, with("learning_rate", new FixedDomain(2e-3)))
                        .changes())
                .containsExactly("parameters.learning_rate: 0.001 -> 0.002");
        assertThat(Edits.between(fixed, BEFORE).changes())
                .containsExactly("parameters.learning_rate: 0.001 -> 1e-5 to 0.01");
    }

    @Test
    void takeWhatIsAskedOfWorkers() {
        WorkerNeeds gpu = new WorkerNeeds(WorkerNeeds.Device.GPU, 16_000_000_000L);
        Edits edits = edits(BEFORE.with(gpu));
        assertThat(edits.isAllowed()).isTrue();
        assertThat(edits.changes()).containsExactly("workers: any device -> a gpu with 16GB");
        assertThat(edits.spec().needs()).isEqualTo(gpu);
    }

    @Test
    void takeNoOrderForAChange() {
        List<Parameter> reversed = new ArrayList<>(Studies.SMALL.parameters());
        Collections.reverse(reversed);
        StudySpec before = Studies.spec(Studies.SMALL, Studies.trials(2));
        StudySpec wanted = Studies.spec(new SearchSpace(reversed, List.of()), Studies.trials(2));
        assertThat(Edits.between(before, wanted)).isEqualTo(new Edits(before, List.of(), List.of()));
    }

    @Test
    void changeAPriorAlongWithItsParametersValuesAndNotAlone() {
        Domain wider = new FloatDomain(1e-5, 0.02, Scale.LOG);
        Prior prior = new Prior.Around(1e-3, 3);
        assertThat(edits(with(Studies.SPACE, new Parameter("learning_rate", wider, null, prior)))
                        .changes())
                .containsExactly("parameters.learning_rate: 1e-5 to 0.01 -> 1e-5 to 0.02, with another prior");
        Domain same = Studies.SPACE.parameter("learning_rate").orElseThrow().domain();
        Edits refused = edits(with(Studies.SPACE, new Parameter("learning_rate", same, null, prior)));
        assertThat(refused.refusals())
                .extracting(Refusal::message)
                .containsExactly("the prior of 'learning_rate' cannot change while its values stay");
    }

    private record Forbidden(StudySpec wanted, List<String> path) {}

    static List<Forbidden> forbidden() {
        SearchSpace space = Studies.SPACE;
        List<Parameter> fewer = space.parameters().subList(0, 5);
        List<Parameter> more = new ArrayList<>(space.parameters());
        more.add(new Parameter("dropout", new FixedDomain(0.1), null));
        Metric loss = new Metric("loss", Goal.MINIMIZE);
        Criterion accuracy = new Criterion(Studies.ACCURACY, 0);
        Knowledge initial = new Knowledge(List.of(new Configuration(Map.of("epochs", 2))), List.of());
        Knowledge earlier = new Knowledge(List.of(), List.of(EarlierStudy.named("older")));
        return List.of(
                new Forbidden(
                        copy("other", 42, List.of(accuracy), Method.RANDOM, BEFORE.scheduler()), List.of("study")),
                new Forbidden(copy("words", 43, List.of(accuracy), Method.RANDOM, BEFORE.scheduler()), List.of("seed")),
                new Forbidden(
                        copy("words", 42, List.of(new Criterion(loss, 0)), Method.RANDOM, BEFORE.scheduler()),
                        List.of("metric")),
                new Forbidden(
                        copy("words", 42, List.of(accuracy, new Criterion(loss, 0)), Method.RANDOM, BEFORE.scheduler()),
                        List.of("trade_off")),
                new Forbidden(copy("words", 42, List.of(accuracy), Method.TPE, BEFORE.scheduler()), List.of("method")),
                new Forbidden(
                        copy("words", 42, List.of(accuracy), Method.RANDOM, SchedulerSpec.Asha.DEFAULT),
                        List.of("scheduler")),
                new Forbidden(
                        Studies.spec(
                                space, BEFORE.budget(), Method.RANDOM, BEFORE.scheduler(), new EarlyStopping(2, 0)),
                        List.of("early_stopping")),
                new Forbidden(BEFORE.with(initial), List.of("initial")),
                new Forbidden(BEFORE.with(earlier), List.of("warm_start_from")),
                new Forbidden(
                        BEFORE.with(BEFORE.budget(), new SearchSpace(space.parameters(), List.of())),
                        List.of("constraints")),
                new Forbidden(
                        BEFORE.with(
                                BEFORE.budget(),
                                new SearchSpace(space.parameters(), List.of(Constraint.parse("epochs <= 3")))),
                        List.of("constraints")),
                new Forbidden(
                        BEFORE.with(BEFORE.budget(), new SearchSpace(fewer, space.constraints())),
                        List.of("parameters", "momentum")),
                new Forbidden(
                        BEFORE.with(BEFORE.budget(), new SearchSpace(more, space.constraints())),
                        List.of("parameters", "dropout")),
                new Forbidden(
                        with("learning_rate", new FloatDomain(1e-5, 1e-2, Scale.LINEAR)),
                        List.of("parameters", "learning_rate")),
                new Forbidden(with("epochs", new CategoricalDomain(List.of(2, 4))), List.of("parameters", "epochs")),
                new Forbidden(
                        with(
                                space,
                                new Parameter(
                                        "momentum",
                                        new FloatDomain(0.8, 0.99, Scale.LINEAR),
                                        new Condition(Map.of("optimizer", List.of("adamw"))))),
                        List.of("parameters", "momentum")));
    }

    private static StudySpec copy(
            String name, long seed, List<Criterion> criteria, Method method, SchedulerSpec scheduler) {
        return new StudySpec(
                name,
                seed,
                criteria.get(0).metric(),
                criteria,
                method,
                scheduler,
                null,
                BEFORE.budget(),
                Studies.SPACE,
                Knowledge.NONE);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void refuseWhatTheTrialsHaveInCommon(Forbidden forbidden) {
        Edits edits = edits(forbidden.wanted());
        assertThat(edits.isAllowed()).isFalse();
        assertThat(edits.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).isEqualTo(forbidden.path());
            assertThat(refusal.message()).contains("cannot");
            assertThat(refusal.remedy()).contains("begin a new study with warm_start_from: [words]");
        });
        assertThat(edits.spec()).isEqualTo(BEFORE);
    }

    @Test
    void leaveWhatIsKnownBeforehandAsItWas() {
        SearchSpace space = Studies.SMALL;
        Configuration first = new Configuration(Map.of("epochs", 3, "optimizer", "sgd"));
        Configuration second = new Configuration(Map.of("epochs", 1, "optimizer", "adamw"));
        List<EarlierStudy> earlier = List.of(new EarlierStudy("older", 7, List.of(second)));
        StudySpec before = Studies.spec(space, Studies.trials(2)).with(new Knowledge(List.of(first, second), earlier));
        SearchSpace narrower = new SearchSpace(
                List.of(
                        new Parameter("epochs", new IntDomain(1, 2, Scale.LINEAR), null),
                        space.parameters().get(1)),
                List.of());
        List<EarlierStudy> named = List.of(EarlierStudy.named("older"));
        StudySpec narrowed = before.with(before.budget(), narrower);

        for (List<Configuration> initial : List.of(List.of(first, second), List.of(second))) {
            Edits edits = Edits.between(before, narrowed.with(new Knowledge(initial, named)));
            assertThat(edits.refusals()).isEmpty();
            assertThat(edits.spec().knowledge()).isEqualTo(before.knowledge());
        }
        Edits widened = Edits.between(narrowed, before.with(new Knowledge(List.of(second), named)));
        assertThat(widened.refusals())
                .as("the file lacks what the narrower range excluded")
                .isEmpty();
        Edits removed = Edits.between(before, narrowed.with(new Knowledge(List.of(first), named)));
        assertThat(removed.refusals()).extracting(Refusal::path).containsExactly(List.of("initial"));
    }
}
