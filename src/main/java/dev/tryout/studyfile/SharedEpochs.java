package dev.tryout.studyfile;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.EpochSharing;
import dev.tryout.study.SharedRuns;
import dev.tryout.study.StudySpec;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.ObjectiveSpec;
import dev.tryout.training.SettingSpec;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Which trials of a study share their epochs, as its objective has it. */
public final class SharedEpochs {
    /** Configurations looked at to say whether all of a space share, or some, or none. */
    private static final int PROBES = 64;

    private static final String SCHEDULE = "schedule";
    private static final String WARMUP = "warmup";

    private SharedEpochs() {}

    /** The rule for a study's trials. */
    public static EpochSharing of(ObjectiveSpec objective) {
        return objective instanceof CommandSpec command
                ? configuration -> command.shareEpochs()
                : configuration -> !dependsOnTotal(configuration);
    }

    /** What to tell people; empty where no two trials of the study can differ in epochs alone. */
    public static Optional<String> describe(StudySpec study, ObjectiveSpec objective) {
        if (!SharedRuns.mayOccur(study)) {
            return Optional.empty();
        }
        EpochSharing sharing = of(objective);
        List<Configuration> probes = probes(study.space());
        List<Configuration> apart =
                probes.stream().filter(probe -> !sharing.allows(probe)).toList();
        if (apart.isEmpty()) {
            return Optional.of("trials that differ only in epochs share one run");
        }
        String where = apart.size() < probes.size() ? ", in part," : "";
        return Optional.of(
                "trials that differ only in epochs are" + where + " trained apart: "
                        + (objective instanceof TaskSpec
                                ? reason(apart.get(0))
                                : "what the program does in an epoch may depend on how many there are to be; set share_epochs: true where it does not"));
    }

    private static String reason(Configuration configuration) {
        List<String> reasons = new ArrayList<>();
        if (dependsOnTotal(configuration.with(WARMUP, 0.0))) {
            reasons.add(SCHEDULE + " " + configuration.text(SCHEDULE, standard(SCHEDULE)));
        }
        if (dependsOnTotal(configuration.with(SCHEDULE, "constant"))) {
            double warmup = configuration.number(WARMUP, Double.parseDouble(standard(WARMUP)));
            reasons.add(WARMUP + " " + Configuration.format(warmup));
        }
        return reasons.isEmpty()
                ? "their settings depend on how many there are to be"
                : String.join(" and ", reasons) + (reasons.size() == 1 ? " depends" : " depend")
                        + " on the total; use schedule constant with warmup_steps or warmup 0 to share them";
    }

    private static boolean dependsOnTotal(Configuration configuration) {
        return TrainingSettings.of(configuration).dependsOnTotal();
    }

    private static String standard(String setting) {
        return TrainingSettings.known().stream()
                .filter(known -> known.name().equals(setting))
                .map(SettingSpec::defaultValue)
                .findFirst()
                .orElseThrow();
    }

    private static List<Configuration> probes(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(1);
        int dimensions = space.searched().size();
        return Stream.generate(() -> space.fromUnit(random.doubles(dimensions).toArray()))
                .limit(PROBES)
                .toList();
    }
}
