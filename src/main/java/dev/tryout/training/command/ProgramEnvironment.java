package dev.tryout.training.command;

import dev.tryout.training.TrialRun;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a program is told, as environment variables: {@code TRYOUT_TRIAL}, {@code TRYOUT_ATTEMPT}, {@code TRYOUT_EPOCHS} (how
 * many to train in all), {@code TRYOUT_SEED} (the study's; another one where a finalist is trained again), {@code TRYOUT_DATA_SEED}
 * (always the study's: data is to be split by it), {@code TRYOUT_CONFIG} (a JSON file with the configuration), {@code
 * TRYOUT_CHECKPOINT_DIR} (the run's own folder, kept between attempts), {@code TRYOUT_RESUME_EPOCH} (the last epoch recorded, or an
 * earlier one where the folder holds no later one's files; 0 for none), and each parameter as {@code TRYOUT_PARAM_} and its name in
 * capitals, all but letters and digits as underscores.
 */
final class ProgramEnvironment {
    static final String CHECKPOINT_DIR = "TRYOUT_CHECKPOINT_DIR";
    static final String TRIAL = "TRYOUT_TRIAL";
    static final String ATTEMPT = "TRYOUT_ATTEMPT";
    static final String PARAMETER = "TRYOUT_PARAM_";

    private ProgramEnvironment() {}

    static Map<String, String> of(TrialRun run, Path configuration) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(TRIAL, Integer.toString(run.trial()));
        variables.put(ATTEMPT, Integer.toString(run.attempt()));
        variables.put("TRYOUT_EPOCHS", Integer.toString(run.epochs()));
        variables.put("TRYOUT_SEED", Long.toString(run.isRepeat() ? run.seed() + run.trial() : run.seed()));
        variables.put("TRYOUT_DATA_SEED", Long.toString(run.seed()));
        variables.put("TRYOUT_CONFIG", configuration.toAbsolutePath().toString());
        variables.put(CHECKPOINT_DIR, run.folder().toAbsolutePath().toString());
        variables.put("TRYOUT_RESUME_EPOCH", Integer.toString(run.resumeEpoch()));
        run.configuration().values().forEach((name, value) -> variables.put(variable(name), value.toString()));
        return variables;
    }

    /** The last epoch that the study has recorded, 0 for none. */
    static int lastRecorded(TrialRun run) {
        return run.recorded().stream().mapToInt(Measurement::epoch).max().orElse(0);
    }

    private static String variable(String parameter) {
        return PARAMETER + parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
