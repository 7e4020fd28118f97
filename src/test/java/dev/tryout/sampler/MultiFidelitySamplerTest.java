package dev.tryout.sampler;

import static dev.tryout.trial.SampleTrials.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.space.Configuration;
import dev.tryout.space.SearchSpace;
import dev.tryout.trial.Measurement;
import dev.tryout.trial.Trial;
import dev.tryout.trial.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MultiFidelitySamplerTest extends SamplerContract {
    private static final int EPOCHS = 27;
    private static final SearchSpace SQUARE = SampleSpaces.unitCube(2);

    @Override
    Sampler sampler() {
        return new MultiFidelitySampler();
    }

    /** Reports to the study one suggestion after the other, each trial trained at once up to where it pauses. */
    private List<Trial> search(int suggestions, ToDoubleBiFunction<Configuration, Integer> curve) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < suggestions; i++) {
            Suggestion suggestion =
                    sampler().suggest(request(SQUARE, trials, 5)).orElseThrow();
            if (suggestion instanceof Suggestion.Start start) {
                Trial trial = Trial.suggested(trials.size() + 1, start.configuration(), start.note(), EPOCHS);
                trials.add(trained(trial.assigned("w", 1, start.to(), "", 0), curve));
            } else {
                Suggestion.Resume resume = (Suggestion.Resume) suggestion;
                Trial paused = trials.get(resume.trial() - 1);
                assertThat(paused.state()).isEqualTo(TrialState.PAUSED);
                assertThat(resume.to()).isGreaterThan(paused.lastEpoch());
                Trial trial = paused.assigned("w", paused.attempt() + 1, resume.to(), resume.note(), 0);
                trials.set(resume.trial() - 1, trained(trial, curve));
            }
        }
        return trials;
    }

    private static Trial trained(Trial trial, ToDoubleBiFunction<Configuration, Integer> curve) {
        Trial trained = trial;
        while (trained.lastEpoch() < trained.target()) {
            int epoch = trained.lastEpoch() + 1;
            double value = curve.applyAsDouble(trained.configuration(), epoch);
            trained = trained.measured(new Measurement(epoch, Map.of(LOSS.name(), value), 1));
            if (Double.isNaN(value)) {
                return trained.ended(TrialState.FAILED, "", 0);
            }
        }
        return trained.ended(trained.lastEpoch() == EPOCHS ? TrialState.COMPLETE : TrialState.PAUSED, "", 0);
    }

    private static boolean isGuided(Trial trial) {
        return trial.note().startsWith("gp");
    }

    private static double bowl(Configuration c) {
        return Math.pow(c.number("x0", 0) - .7, 2) + Math.pow(c.number("x1", 0) - .2, 2);
    }

    @Test
    void beginsWithOneEpochEach() {
        assertThat(search(3, (c, epoch) -> bowl(c))).allMatch(trial -> trial.lastEpoch() == 1);
    }

    @Test
    void beginsInTheMiddleOfTheSpace() {
        assertThat(search(1, (c, epoch) -> bowl(c)).get(0).configuration())
                .isEqualTo(SQUARE.fromUnit(new double[] {.5, .5}));
    }

    @Test
    void goesOnWithTheMostPromisingAndEndsNearTheBest() {
        List<Trial> trials = search(150, (c, epoch) -> bowl(c) + 1.0 / epoch);
        Trial best = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .min((a, b) -> Double.compare(bowl(a.configuration()), bowl(b.configuration())))
                .orElseThrow();
        assertThat(bowl(best.configuration())).isLessThan(.002);
        assertThat(trials.stream().filter(trial -> trial.lastEpoch() == 1).count())
                .isGreaterThan(trials.size() / 4);
    }

    @Test
    void leavesAThirdOfTheTrialsToTheWideSearchAndPromotesBoth() {
        for (int first = 1; first <= 1_000; first++) {
            assertThat(IntStream.range(first, first + 10)
                            .filter(MultiFidelitySampler::isWide)
                            .count())
                    .isBetween(2L, 4L);
        }
        List<Trial> trials = search(200, (c, epoch) -> bowl(c) + 1.0 / epoch);
        assertThat(trials)
                .filteredOn(trial -> MultiFidelitySampler.isWide(trial.id()))
                .noneMatch(MultiFidelitySamplerTest::isGuided)
                .anyMatch(trial -> trial.lastEpoch() == EPOCHS);
        assertThat(trials)
                .filteredOn(MultiFidelitySamplerTest::isGuided)
                .anyMatch(trial -> trial.lastEpoch() == EPOCHS);
    }

    @Test
    void comparesWideTrialsAmongThemselvesToo() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 12; id++) {
            double loss = MultiFidelitySampler.isWide(id) ? 1 + id : 1.0 / id;
            Configuration configuration = SQUARE.fromUnit(new double[] {id / 13.0, .5});
            trials.add(trained(
                    Trial.suggested(id, configuration, "", EPOCHS)
                            .assigned("w", 1, MultiFidelitySampler.isWide(id) ? 1 : 3, "", 0),
                    (c, epoch) -> loss));
        }
        Set<Integer> promoted = new HashSet<>();
        Optional<Suggestion.Resume> resume = sampler().resume(request(SQUARE, trials, 5));
        while (resume.isPresent()) {
            Trial trial = trials.get(resume.get().trial() - 1);
            promoted.add(trial.id());
            trials.set(
                    trial.id() - 1, trained(trial.assigned("w", 2, resume.get().to(), "", 0), (c, epoch) -> 9.0));
            resume = sampler().resume(request(SQUARE, trials, 5));
        }
        assertThat(promoted).anyMatch(MultiFidelitySampler::isWide).anyMatch(id -> !MultiFidelitySampler.isWide(id));
    }

    @Test
    void findsWhatLeadsLateThoughItTrailsEarly() {
        ToDoubleBiFunction<Configuration, Integer> crossing = (c, epoch) -> epoch < 9 ? 2 - bowl(c) : bowl(c);
        Trial best = search(250, crossing).stream()
                .filter(trial -> trial.lastEpoch() >= 9)
                .min((a, b) -> Double.compare(bowl(a.configuration()), bowl(b.configuration())))
                .orElseThrow();
        assertThat(isGuided(best)).isTrue();
        assertThat(bowl(best.configuration())).isLessThan(.01);
    }

    @Test
    void guidesAwayFromWhereTrialsDiverge() {
        List<Trial> trials =
                search(220, (c, epoch) -> c.number("x0", 0) > .5 && epoch > 2 ? Double.NaN : bowl(c) + 1.0 / epoch);
        assertThat(trials).anyMatch(trial -> trial.state() == TrialState.FAILED);
        assertThat(trials.stream()
                        .filter(trial -> isGuided(trial) && trial.state() == TrialState.FAILED)
                        .count())
                .isLessThan(trials.stream()
                        .filter(trial -> isGuided(trial) && trial.state() != TrialState.FAILED)
                        .count());
    }

    @Test
    void isTheGaussianProcessAfterTheFirstTrialWhereTrialsHaveOneEpoch() {
        List<Trial> trials = new ArrayList<>();
        for (int id = 1; id <= 15; id++) {
            SuggestionRequest request = request(SQUARE, trials, 3);
            Suggestion expected = new GpSampler().suggest(request).orElseThrow();
            Suggestion.Start start =
                    (Suggestion.Start) sampler().suggest(request).orElseThrow();
            assertThat(start.configuration())
                    .isEqualTo(
                            id == 1
                                    ? SQUARE.fromUnit(new double[] {.5, .5})
                                    : ((Suggestion.Start) expected).configuration());
            Trial trial =
                    Trial.suggested(id, start.configuration(), start.note(), 1).assigned("w", 1, 0);
            Measurement measurement = new Measurement(1, Map.of(LOSS.name(), bowl(start.configuration())), 1);
            trials.add(trial.measured(measurement).ended(TrialState.COMPLETE, "", 0));
        }
    }

    @Test
    void goesOnWithPausedTrialsWhereNoneMayBegin() {
        SuggestionRequest request = request(SQUARE, search(3, (c, epoch) -> bowl(c)), 5);
        assertThat(sampler().resume(request)).hasValueSatisfying(resume -> {
            assertThat(resume.to()).isEqualTo(3);
            assertThat(resume.note()).isEqualTo("promoted to rung 2: 1st of 3 on rung 1");
        });
    }
}
