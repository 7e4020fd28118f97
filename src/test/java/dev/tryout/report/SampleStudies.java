package dev.tryout.report;

import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Champion;
import dev.tryout.study.Criterion;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Studies as reports meet them, made from events. */
final class SampleStudies {
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>";
    static final int VALIDATION_EXAMPLES = 1000;
    static final int TEST_EXAMPLES = 1040;

    private static final List<String> NOUN_CLASSES = List.of(
            "act",
            "animal",
            "artifact",
            "attribute",
            "body",
            "cognition",
            "communication",
            "event",
            "feeling",
            "food",
            "group",
            "location",
            "motive",
            "object",
            "person",
            "phenomenon",
            "plant",
            "possession",
            "process",
            "quantity",
            "relation",
            "shape",
            "state",
            "substance",
            "time",
            "tops");

    private SampleStudies() {}

    static ReportContext context() {
        return context(Map.of("wordnet", "3.1"), "version: 1\nstudy: wordnet-nouns\nseed: 42\nmethod: tpe\n");
    }

    static ReportContext context(Map<String, String> extra, String yaml) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Tryout", "0.1.0");
        versions.put("Java", "17.0.15 (Debian)");
        versions.put("PyTorch", "2.7.1 (cpu)");
        versions.put("System", "Linux amd64, 2 cores");
        versions.putAll(extra);
        return new ReportContext(yaml, versions, VALIDATION_EXAMPLES);
    }

    static StudySpec spec(String name, Metric metric, SearchSpace space) {
        return new StudySpec(
                name,
                42,
                metric,
                Method.TPE,
                SchedulerSpec.Asha.DEFAULT,
                new EarlyStopping(2, 0.001),
                new Budget(500, 1_800_000L, null),
                space);
    }

    static SearchSpace space() {
        return new SearchSpace(
                List.of(
                        new Parameter("learning_rate", new FloatDomain(1e-5, 3e-3, Scale.LOG), null),
                        new Parameter("batch_size", new CategoricalDomain(List.of(16, 32, 64)), null),
                        new Parameter("epochs", new IntDomain(1, 9, Scale.LINEAR), null),
                        new Parameter("freeze_depth", new IntDomain(0, 7, Scale.LINEAR), null),
                        new Parameter("optimizer", new CategoricalDomain(List.of("adamw", "sgd")), null),
                        new Parameter(
                                "momentum",
                                new FloatDomain(0.8, 0.99, Scale.LINEAR),
                                new Condition(Map.of("optimizer", List.of("sgd")))),
                        new Parameter("dropout", new FixedDomain(0.1), null)),
                List.of());
    }

    static StudyBuilder builder(String name) {
        return new StudyBuilder(spec(name, new Metric("accuracy", Goal.MAXIMIZE), space()));
    }

    static StudyView empty() {
        return builder("empty").view();
    }

    /** Two runs that trials of fewer epochs share, a third trial, and finals of three seeds; the winner is trial 4. */
    static StudyView finals() {
        StudyBuilder study = builder("finals");
        study.suggestInRun(configuration(1e-3, 32, 4, 3, "adamw"), 1)
                .assign(1, "worker-1")
                .measure(1, 0.61, 0.70, 0.74, 0.73)
                .complete(1, "");
        study.suggestInRun(configuration(1e-3, 32, 2, 3, "adamw"), 1)
                .share(2, 1)
                .complete(2, "");
        study.suggestInRun(configuration(1e-3, 32, 3, 3, "adamw"), 1)
                .share(3, 1)
                .complete(3, "");
        study.run(configuration(2e-3, 16, 3, 4, "adamw"), "worker-2", 0.62, 0.70, 0.73)
                .complete(4, "");
        study.run(configuration(1e-4, 64, 2, 3, "adamw"), "worker-1", 0.30, 0.40)
                .complete(5, "");
        study.beginFinals("the budget of trials is spent", 3, 1, 4, 5);
        study.repeat(1, 2, 0.60, 0.68, 0.70, 0.69);
        study.repeat(4, 2, 0.62, 0.72, 0.76);
        study.repeat(5, 2, 0.31, 0.42);
        study.repeat(1, 3, 0.60, 0.69, 0.71, 0.70);
        study.repeat(4, 3, 0.62, 0.72, 0.74);
        study.repeat(5, 3, 0.31, 0.41);
        return study.finish("the budget of trials is spent")
                .promote(new Champion(
                        7,
                        3,
                        "/studies/finals/champion",
                        Map.of("accuracy", 0.745),
                        TEST_EXAMPLES,
                        List.of(),
                        List.of()))
                .view();
    }

    static StudyView oneTrial() {
        StudyBuilder study = builder("one-trial");
        study.run(configuration(1e-3, 32, 2, 3, "adamw"), "worker-1", 0.61, 0.70);
        return study.complete(1, "").finish("the budget of trials is spent").view();
    }

    /** Its range was moved to where one of two trials is not, and its budget raised. */
    static StudyView edited() {
        StudyBuilder study = builder("edited");
        study.run(configuration(1e-3, 32, 2, 3, "adamw"), "worker-1", 0.61, 0.70)
                .complete(1, "");
        study.run(configuration(1e-5, 64, 2, 3, "adamw"), "worker-1", 0.51, 0.52)
                .complete(2, "");
        List<Parameter> parameters = new ArrayList<>(space().parameters());
        parameters.set(0, new Parameter("learning_rate", new FloatDomain(1e-4, 1e-2, Scale.LOG), null));
        StudySpec spec = study.state().spec();
        return study.edit(
                        new StudySpec(
                                spec.name(),
                                spec.seed(),
                                spec.metric(),
                                spec.method(),
                                spec.scheduler(),
                                spec.earlyStopping(),
                                new Budget(600, 1_800_000L, null),
                                new SearchSpace(parameters, List.of())),
                        "budget.trials: 500 -> 600",
                        "parameters.learning_rate: 1e-5 to 0.003 -> 1e-4 to 0.01")
                .view();
    }

    static StudyView allFailed() {
        StudyBuilder study = builder("all-failed");
        for (int id = 1; id <= 3; id++) {
            study.run(configuration(1e-3 * id, 32, 2, 3, "adamw"), "worker-1");
            study.fail(id, "train.py ended with exit code 1\nTraceback:\n  line " + id + ": no such file: data.csv");
        }
        return study.pause("the first 3 trials failed").view();
    }

    /** One trial in each state, attempts lost, a study that goes on. */
    static StudyView everyState() {
        StudyBuilder study = builder("every-state");
        study.run(configuration(1e-3, 32, 4, 3, "adamw"), "worker-1", 0.61, 0.70, 0.74, 0.76)
                .complete(1, "");
        study.run(configuration(5e-4, 64, 4, 3, "adamw"), "worker-2", 0.55)
                .lose(2, "worker-2 is gone")
                .assign(2, "worker-1")
                .measure(2, 0.68, 0.683, 0.681)
                .complete(2, "");
        study.run(configuration(2e-5, 16, 9, 0, "sgd"), "worker-1", 0.21, 0.24).prune(3, "3rd of 3 on rung 2");
        study.run(configuration(3e-4, 32, 9, 2, "adamw"), "worker-2", 0.66, 0.70, 0.70, 0.70)
                .complete(4, "no improvement of accuracy for 2 epochs");
        study.run(configuration(3e-3, 16, 4, 0, "sgd"), "worker-1", 0.31, Double.NaN)
                .fail(5, "accuracy is NaN at epoch 2");
        study.run(configuration(4e-4, 32, 4, 2, "adamw"), "worker-2", 0.60).pauseTrial(6, "waits for rung 1");
        study.run(configuration(6e-4, 32, 4, 1, "adamw"), "worker-2", 0.63).lose(7, "worker-2 is gone");
        study.run(configuration(7e-4, 32, 4, 1, "adamw"), "worker-1", 0.62);
        study.suggest(configuration(8e-4, 32, 4, 1, "adamw"));
        return study.view();
    }

    /** What the product's first study looks like: 24 trials on two workers, 26 classes, a champion. */
    static StudyView wordnet() {
        return new RandomStudy(builder("wordnet-nouns"), 7)
                .run(24, 2)
                .promoteLeader(NOUN_CLASSES, TEST_EXAMPLES)
                .view();
    }

    /** Accuracy against the seconds of an epoch, which freezing saves. */
    static StudyView tradeOff() {
        return traded("trade-off", new Metric("epoch_seconds", Goal.MINIMIZE));
    }

    static StudyView threeMetrics() {
        return traded(
                "three-metrics", new Metric("epoch_seconds", Goal.MINIMIZE), new Metric("macro_f1", Goal.MAXIMIZE));
    }

    private static StudyView traded(String name, Metric... others) {
        Metric metric = new Metric("accuracy", Goal.MAXIMIZE);
        List<Criterion> criteria = new ArrayList<>(List.of(new Criterion(metric, 0.01)));
        for (Metric other : others) {
            criteria.add(new Criterion(other, 0));
        }
        StudySpec one = spec(name, metric, space());
        StudySpec several = new StudySpec(
                name,
                one.seed(),
                metric,
                criteria,
                one.method(),
                one.scheduler(),
                one.earlyStopping(),
                one.budget(),
                one.space(),
                Knowledge.NONE);
        return new RandomStudy(new StudyBuilder(several), 5).run(60, 2).view();
    }

    static StudyView hundreds() {
        return new RandomStudy(builder("hundreds"), 11)
                .run(500, 4)
                .promoteLeader(NOUN_CLASSES, TEST_EXAMPLES)
                .view();
    }

    /** Every text that can come from outside tries to break the page. */
    static StudyView hostile() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("epochs", new IntDomain(1, 4, Scale.LINEAR), null),
                        new Parameter(
                                "activation", new CategoricalDomain(List.of(HOSTILE, "=1+1", "a,b\"c\nd")), null)),
                List.of());
        StudyBuilder study = new StudyBuilder(spec(HOSTILE, new Metric("accuracy" + HOSTILE, Goal.MAXIMIZE), space));
        for (int id = 1; id <= 3; id++) {
            Object value = ((CategoricalDomain) space.parameters().get(1).domain())
                    .values()
                    .get(id - 1);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("epochs", 4);
            values.put("activation", value);
            study.run(new Configuration(values), "worker " + HOSTILE, 0.3 + 0.1 * id, 0.35 + 0.1 * id);
        }
        study.complete(1, HOSTILE + "\u2028<!--").fail(2, "=cmd()" + HOSTILE).complete(3, "");
        study.finish(HOSTILE);
        List<List<Integer>> confusion = List.of(List.of(3, 1), List.of(2, 4));
        return study.promote(new Champion(
                        3,
                        2,
                        "/tmp/" + HOSTILE,
                        Map.of("accuracy" + HOSTILE, 0.7),
                        10,
                        List.of(HOSTILE, "b"),
                        confusion))
                .view();
    }

    static Configuration configuration(double learningRate, int batch, int epochs, int freeze, String optimizer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("learning_rate", learningRate);
        values.put("batch_size", batch);
        values.put("epochs", epochs);
        values.put("freeze_depth", freeze);
        values.put("optimizer", optimizer);
        if (optimizer.equals("sgd")) {
            values.put("momentum", 0.9);
        }
        values.put("dropout", 0.1);
        return new Configuration(values);
    }

    /** A confusion matrix of about this accuracy. */
    static List<List<Integer>> confusion(int classes, int perClass, double accuracy) {
        List<List<Integer>> matrix = new ArrayList<>();
        for (int truth = 0; truth < classes; truth++) {
            int row = truth;
            int total = perClass + (truth * 37) % 50;
            int right = (int) Math.round(total * Math.min(1, accuracy + ((truth * 13) % 7 - 3) * 0.04));
            int wrong = total - right;
            List<Integer> counts = new ArrayList<>(IntStream.range(0, classes)
                    .mapToObj(k -> k == row ? right : 0)
                    .toList());
            for (int k = 0; k < wrong; k++) {
                int said = (truth + 1 + (k * k * 5 + truth) % (classes - 1)) % classes;
                counts.set(said, counts.get(said) + 1);
            }
            matrix.add(counts);
        }
        return matrix;
    }
}
