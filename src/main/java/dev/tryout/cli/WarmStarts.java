package dev.tryout.cli;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.space.Configuration;
import dev.tryout.study.Ranking;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks up what the earlier studies found that a study names, so that from then on it needs no other study's journal. */
final class WarmStarts {
    private WarmStarts() {}

    /** The study with the ranks of the earlier ones; a user's error where one of them is not there, or has no results. */
    static StudySpec resolve(StudySpec spec, Home home) throws IOException {
        List<EarlierStudy> earlier = new ArrayList<>();
        for (EarlierStudy named : spec.knowledge().earlier()) {
            earlier.add(resolve(named.study(), home));
        }
        return earlier.isEmpty()
                ? spec
                : spec.with(new Knowledge(spec.knowledge().initial(), earlier));
    }

    private static EarlierStudy resolve(String name, Home home) throws IOException {
        StudyState state;
        try {
            state = home.replay(name);
        } catch (UserError e) {
            throw new UserError(e.exitCode(), "warm_start_from: " + e.getMessage());
        }
        return ranked(name, state.view().searched(), state.spec().metric());
    }

    static EarlierStudy ranked(String name, List<Trial> trials, Metric metric) {
        List<Configuration> ranked = Ranking.leaderboard(trials, metric).stream()
                .map(Trial::configuration)
                .toList();
        if (ranked.isEmpty()) {
            throw new UserError(ExitCode.STATE, "warm_start_from: study '" + name + "' has no trial with a result");
        }
        return new EarlierStudy(name, ranked.size(), ranked.subList(0, Math.min(ranked.size(), EarlierStudy.MAX_BEST)));
    }
}
