package dev.tryout.training.finetune;

import dev.tryout.space.Configuration;
import dev.tryout.training.MemoryLimits;
import dev.tryout.training.TrialRun;
import dev.tryout.trial.Decision;
import dev.tryout.trial.Measurement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A trial that remembers what was reported, and decides as a test says. */
final class FakeRun implements TrialRun {
    final List<Measurement> reported = new ArrayList<>();
    final List<Double> progress = new ArrayList<>();
    private final int trial;
    private final Map<String, Object> settings;
    private final int epochs;
    private final Path folder;
    private MemoryLimits memory = MemoryLimits.NONE;
    private List<Measurement> recorded = List.of();
    private Function<Measurement, Decision> decide = measurement -> Decision.CONTINUE;

    FakeRun(int trial, Map<String, Object> settings, int epochs, Path folder) {
        this.trial = trial;
        this.settings = settings;
        this.epochs = epochs;
        this.folder = folder;
    }

    FakeRun recorded(List<Measurement> measurements) {
        recorded = List.copyOf(measurements);
        return this;
    }

    FakeRun holding(MemoryLimits limits) {
        memory = limits;
        return this;
    }

    FakeRun deciding(Function<Measurement, Decision> decision) {
        decide = decision;
        return this;
    }

    @Override
    public int trial() {
        return trial;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Configuration configuration() {
        return new Configuration(settings);
    }

    @Override
    public int epochs() {
        return epochs;
    }

    @Override
    public long seed() {
        return 7;
    }

    @Override
    public MemoryLimits memory() {
        return memory;
    }

    @Override
    public List<Measurement> recorded() {
        return recorded;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Decision report(Measurement measurement) {
        reported.add(measurement);
        return decide.apply(measurement);
    }

    @Override
    public void progress(int epoch, double fraction) {
        progress.add(epoch + fraction);
    }
}
