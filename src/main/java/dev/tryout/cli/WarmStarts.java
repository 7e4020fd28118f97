package dev.tryout.cli;

import dev.tryout.sampler.EarlierStudy;
import dev.tryout.sampler.Knowledge;
import dev.tryout.space.Configuration;
import dev.tryout.study.Ranking;
import dev.tryout.study.Refusal;
import dev.tryout.study.StudySpec;
import dev.tryout.study.StudyState;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.studyfile.StudyFileException;
import dev.tryout.trial.Metric;
import dev.tryout.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks up what the earlier studies found that a study names, so that from then on it needs no other study's journal. */
final class WarmStarts {
    private static final String KEY = "warm_start_from";

    private WarmStarts() {}

    /**
     * Looks whether every earlier study can be had, as {@code run} will need it.
     *
     * @throws StudyFileException with the place of each that is not there, or has no results
     */
    static void check(StudyFile file, Home home) throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        List<EarlierStudy> earlier = file.study().knowledge().earlier();
        for (int i = 0; i < earlier.size(); i++) {
            try {
                resolve(earlier.get(i).study(), home);
            } catch (UserError e) {
                refusals.add(new Refusal(
                        List.of(KEY, Integer.toString(i)),
                        String.valueOf(e.getMessage()),
                        "name one that has results, or leave it out"));
            }
        }
        if (!refusals.isEmpty()) {
            throw file.refused(refusals);
        }
    }

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
            throw new UserError(e.exitCode(), KEY + ": " + e.getMessage());
        }
        return ranked(name, state.view().searched(), state.spec().metric());
    }

    static EarlierStudy ranked(String name, List<Trial> trials, Metric metric) {
        List<Configuration> ranked = Ranking.leaderboard(trials, metric).stream()
                .map(Trial::configuration)
                .toList();
        if (ranked.isEmpty()) {
            throw new UserError(ExitCode.STATE, KEY + ": study '" + name + "' has no trial with a result");
        }
        return new EarlierStudy(name, ranked.size(), ranked.subList(0, Math.min(ranked.size(), EarlierStudy.MAX_BEST)));
    }
}
