package dev.tryout.report;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Champion;
import dev.tryout.study.StudyView;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A study whose trials learn as real ones do, seeded: saturating curves, bad learning rates, a few failures. */
final class RandomStudy {
    private final StudyBuilder study;
    private final SplittableRandom random;

    RandomStudy(StudyBuilder study, long seed) {
        this.study = study;
        this.random = new SplittableRandom(seed);
    }

    /** Trials in the order of suggestion, each on the worker that is free first. */
    RandomStudy run(int trials, int workers) {
        long[] freeMs = new long[workers];
        java.util.Arrays.fill(freeMs, StudyBuilder.START_MS + 2_000);
        for (int id = 1; id <= trials; id++) {
            int worker = 0;
            for (int k = 1; k < workers; k++) {
                worker = freeMs[k] < freeMs[worker] ? k : worker;
            }
            freeMs[worker] = trial(id, "worker-" + (worker + 1), freeMs[worker]) + 300;
        }
        study.at(java.util.Arrays.stream(freeMs).max().orElseThrow()).finish("the budget of trials is spent");
        return this;
    }

    RandomStudy promoteLeader(List<String> labels, int testExamples) {
        StudyView view = study.view();
        Trial leader = view.leader().orElseThrow();
        int epoch = leader.best(view.spec().metric()).orElseThrow().epoch();
        List<List<Integer>> confusion = SampleStudies.confusion(labels.size(), testExamples / labels.size() - 24, 0.79);
        int right = 0;
        int total = 0;
        for (int k = 0; k < labels.size(); k++) {
            right += confusion.get(k).get(k);
            total += confusion.get(k).stream().mapToInt(Integer::intValue).sum();
        }
        Map<String, Double> metrics = Map.of("accuracy", (double) right / total, "macro_f1", 0.7712, "loss", 0.7391);
        study.promote(new Champion(
                leader.id(),
                epoch,
                "/home/ada/tryout/studies/wordnet-nouns/champion",
                metrics,
                total,
                labels,
                confusion));
        return this;
    }

    StudyView view() {
        return study.view();
    }

    private long trial(int id, String worker, long startMs) {
        SearchSpace space = study.state().spec().space();
        double[] point = random.doubles(space.searched().size()).toArray();
        Configuration configuration = space.fromUnit(point);
        study.at(startMs)
                .suggest(configuration, id <= 10 ? "Sobol point " + id : "tpe")
                .assign(id, worker);
        if (random.nextInt(25) == 0) {
            long end = startMs + 3_000;
            study.at(end).fail(id, "out of memory: batch of 64 at length 128 needs 9.1 GB, 7.6 GB are there");
            return end;
        }
        double quality = quality(configuration);
        int epochs = configuration.integer("epochs", 1);
        int freeze = configuration.integer("freeze_depth", 0);
        double seconds = 3 + (7 - freeze) * 1.5;
        long nowMs = startMs;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double noise = (random.nextDouble() - 0.5) * 0.012;
            double accuracy = 0.14 + (quality - 0.14) * (1 - Math.exp(-0.9 * epoch)) + noise;
            nowMs += (long) (seconds * 1000);
            study.at(nowMs)
                    .measure(
                            id,
                            epoch,
                            seconds,
                            Map.of(
                                    "accuracy",
                                    Math.round(accuracy * 1000) / 1000.0,
                                    "loss",
                                    2.6 - 2.4 * accuracy,
                                    "epoch_seconds",
                                    seconds,
                                    "macro_f1",
                                    Math.max(0, accuracy - 0.05)));
            if (epoch == 1 && random.nextInt(20) == 0) {
                study.lose(id, worker + " is gone").at(nowMs + 4_000).assign(id, worker);
                nowMs += 4_000;
            }
            if (epoch < epochs && (epoch == 1 && accuracy < 0.45 || epoch == 3 && accuracy < 0.68)) {
                study.prune(
                        id,
                        "stopped at epoch " + epoch + ": " + (5 + id % 7) + "th of " + (8 + id) + " on rung " + epoch);
                return nowMs;
            }
        }
        study.complete(id, "");
        return nowMs;
    }

    private double quality(Configuration configuration) {
        double rate = Math.log10(configuration.number("learning_rate", 1e-3));
        double freeze = configuration.number("freeze_depth", 0);
        double sgd = configuration.text("optimizer", "adamw").equals("sgd") ? 0.12 : 0;
        double quality = 0.84 - 0.17 * Math.pow(rate + 3.2, 2) - 0.004 * freeze * freeze - sgd;
        return Math.max(0.15, quality + (random.nextDouble() - 0.5) * 0.03);
    }
}
