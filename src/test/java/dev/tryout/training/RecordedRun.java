package dev.tryout.training;

import dev.tryout.space.Configuration;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A trial's run that keeps what is reported and answers as scripted.
 *
 * @param script the answer to each report
 * @param reports what was reported, in order
 * @param progressed the epochs that progress was told of, in order
 */
public record RecordedRun(
        Path folder,
        int attempt,
        Configuration configuration,
        int epochs,
        List<Measurement> recorded,
        Function<Measurement, Decision> script,
        List<Measurement> reports,
        List<Integer> progressed)
        implements TrialRun {
    /** A first attempt without parameters that is never stopped. */
    public static RecordedRun of(Path folder, int epochs) {
        return new RecordedRun(
                folder,
                1,
                new Configuration(Map.of()),
                epochs,
                List.of(),
                report -> Decision.CONTINUE,
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }

    public RecordedRun with(Configuration newConfiguration) {
        return new RecordedRun(folder, attempt, newConfiguration, epochs, recorded, script, reports, progressed);
    }

    /** The next attempt of a trial of which that much is recorded. */
    public RecordedRun after(List<Measurement> newRecorded) {
        return new RecordedRun(folder, attempt + 1, configuration, epochs, newRecorded, script, reports, progressed);
    }

    public RecordedRun answering(Function<Measurement, Decision> newScript) {
        return new RecordedRun(folder, attempt, configuration, epochs, recorded, newScript, reports, progressed);
    }

    @Override
    public int trial() {
        return 7;
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public Decision report(Measurement measurement) {
        reports.add(measurement);
        return script.apply(measurement);
    }

    @Override
    public void progress(int epoch, double fraction) {
        progressed.add(epoch);
    }
}
