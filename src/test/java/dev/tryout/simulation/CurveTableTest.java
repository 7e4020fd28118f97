package dev.tryout.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tryout.sampler.Method;
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
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTableTest {
    private static final Metric LOSS = new Metric("loss", Goal.MINIMIZE);
    private static final String HEADER = "lr,layers,optimizer,momentum,epoch,loss,seconds\n";
    private static final String ADAM = "1e-4,2,adam,,1,0.5,10\n1e-4,2,adam,,2,0.4,11\n";
    private static final String SGD = "1e-2,4,sgd,0.9,1,0.8,20\n1e-2,4,sgd,0.9,2,NaN,20\n";

    @TempDir
    private Path folder = Path.of("");

    private static StudySpec study() {
        SearchSpace space = new SearchSpace(
                List.of(
                        new Parameter("epochs", new FixedDomain(2), null),
                        new Parameter("lr", new FloatDomain(1e-5, 1e-1, Scale.LOG), null),
                        new Parameter("layers", new IntDomain(1, 8, Scale.LINEAR), null),
                        new Parameter("optimizer", new CategoricalDomain(List.of("adam", "sgd")), null),
                        new Parameter(
                                "momentum",
                                new FloatDomain(0.5, 0.99, Scale.LINEAR),
                                new Condition(Map.of("optimizer", List.of("sgd")))),
                        new Parameter("dropout", new FixedDomain(0.1), null)),
                List.of());
        return new StudySpec(
                "table", 1, LOSS, Method.RANDOM, new SchedulerSpec.None(), null, new Budget(10, null, null), space);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("curves.csv"), text);
    }

    private CurveTable table(String text, Matching matching) throws IOException {
        return CurveTableReader.read(file(text), study(), matching);
    }

    private static Configuration adam(double rate, int layers) {
        return new Configuration(
                Map.of("epochs", 2, "lr", rate, "layers", layers, "optimizer", "adam", "dropout", 0.1));
    }

    private static double loss(CurveTable table, Configuration configuration, int epoch) {
        return table.measure(configuration, epoch, 7).value(LOSS);
    }

    @Test
    void measuresWhatTheTableHas() throws IOException {
        for (Matching matching : Matching.values()) {
            CurveTable table = table(HEADER + ADAM + SGD, matching);
            assertThat(table.size()).isEqualTo(2);
            assertThat(loss(table, adam(1e-4, 2), 1)).isEqualTo(0.5);
            assertThat(loss(table, adam(1e-4, 2), 2)).isEqualTo(0.4);
            assertThat(table.measure(adam(1e-4, 2), 2, 0).seconds()).isEqualTo(11);
        }
    }

    @Test
    void takesTheNearestOnTheScaleOfEachParameter() throws IOException {
        CurveTable table = table(
                HEADER + "1e-4,2,adam,,1,0.1,1\n1e-4,2,adam,,2,0.1,1\n1e-2,2,adam,,1,0.2,1\n1e-2,2,adam,,2,0.2,1\n"
                        + "1e-4,8,adam,,1,0.3,1\n1e-4,8,adam,,2,0.3,1\n1e-4,2,sgd,0.9,1,0.4,1\n1e-4,2,sgd,0.9,2,0.4,1\n",
                Matching.NEAREST);
        assertThat(loss(table, adam(9e-4, 2), 1)).isEqualTo(0.1);
        assertThat(loss(table, adam(1.1e-3, 2), 1)).isEqualTo(0.2);
        assertThat(loss(table, adam(1e-4, 7), 1)).isEqualTo(0.3);
        assertThat(loss(table, adam(1e-4, 5), 1)).isEqualTo(0.1);
        assertThat(loss(
                        table,
                        new Configuration(
                                Map.of("epochs", 2, "lr", 1e-2, "layers", 8, "optimizer", "sgd", "momentum", 0.6)),
                        1))
                .isEqualTo(0.4);
    }

    @Test
    void takesTheEarlierOfTwoEquallyNear() throws IOException {
        CurveTable table = table(
                HEADER + "1e-4,2,adam,,1,0.1,1\n1e-4,2,adam,,2,0.1,1\n1e-4,4,adam,,1,0.2,1\n1e-4,4,adam,,2,0.2,1\n",
                Matching.NEAREST);
        assertThat(loss(table, adam(1e-4, 3), 1)).isEqualTo(0.1);
    }

    @Test
    void refusesWhatItLacksWhereMatchingIsExact() throws IOException {
        CurveTable table = table(HEADER + ADAM, Matching.EXACT);
        assertThatThrownBy(() -> loss(table, adam(2e-4, 2), 1))
                .isInstanceOf(CurveTableException.class)
                .hasMessageContainingAll("curves.csv: has no configuration", "lr=0.0002", "match the nearest");
    }

    @Test
    void endsACurveWhereTrainingDiverged() throws IOException {
        CurveTable table = table(HEADER + "1e-4,2,adam,,1,inf,1\n" + SGD, Matching.NEAREST);
        assertThat(loss(table, adam(1e-4, 2), 1)).isNaN();
        assertThat(loss(table, adam(1e-4, 2), 2)).isNaN();
    }

    @Test
    void leavesOutWhatTheStudyMayNotTry() throws IOException {
        CurveTable table = table(
                HEADER + ADAM + "1e-4,12,adam,,1,0.1,1\n1e-4,2,lion,,1,0.1,1\n1,2,adam,,1,0.1,1\n", Matching.NEAREST);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.leftOut()).isEqualTo(3);
    }

    @Test
    void passesOverOtherColumnsAndReadsConfigurationsInAnyOrder() throws IOException {
        CurveTable table = table("""
                note,seconds,loss,epoch,momentum,optimizer,layers,lr
                "a, b",1,0.5,1,,adam,2,1e-4
                ,1,0.9,1,,adam,3,1e-4
                ,1,0.4,2,,adam,2,0.0001
                ,1,0.8,2,,adam,3.0,1e-4
                """, Matching.EXACT);
        assertThat(loss(table, adam(1e-4, 2), 2)).isEqualTo(0.4);
        assertThat(loss(table, adam(1e-4, 3), 2)).isEqualTo(0.8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``|curves.csv: is empty
            lr;layers|curves.csv:1: no column 'lr' (a parameter of the study) among lr;layers
            lr,layer,optimizer,momentum,epoch,loss,seconds|curves.csv:1: no column 'layers' (a parameter of the study)
            lr,layer,optimizer,momentum,epoch,loss,seconds|rename 'layer', if that is it
            lr,lr,layers,optimizer,momentum,epoch,loss,seconds|curves.csv:1: two columns are named 'lr'
            lr,layers,optimizer,momentum,epoch,accuracy,seconds|curves.csv:1: no column 'loss' (the study's metric)
            lr,layers,optimizer,momentum,epoch,loss|curves.csv:1: no column 'seconds' (what the epoch takes)
            H1e-4,2,adam,1,0.5,10|curves.csv:2: has 6 values, the header 7
            Hfast,2,adam,,1,0.5,10|curves.csv:2: column 'lr' has 'fast'; write a finite number
            H1e-4,2.5,adam,,1,0.5,10|curves.csv:2: column 'layers' has '2.5'; write a whole number
            H1e-4,2,adam,,0,0.5,10|curves.csv:2: column 'epoch' has '0'; write a whole number from 1 on
            H1e-4,2,adam,,1,,10|curves.csv:2: column 'loss' has ''; write a number, or NaN where training diverged
            H1e-4,2,adam,,1,0.5,-1|curves.csv:2: column 'seconds' has '-1'; write a finite number of 0 or more
            H1e-4,2,sgd,,1,0.5,10|curves.csv:2: column 'momentum' has ''; write a value, as the parameter is active
            H1e-4,2,adam,,1,0.5,1#1e-4,2,adam,,1,0.5,1|curves.csv:3: epoch 1 of lr=0.0001 layers=2 optimizer=adam
            H1e-4,2,adam,,1,0.5,1#1e-4,2,adam,,3,0.5,1|begins on line 2, where epoch 2 was expected
            H1e-4,2,adam,,1,0.5,1|curves.csv:2: lr=0.0001 layers=2 optimizer=adam dropout=0.1 has 1 epochs, where a trial may train 2
            H1e-4,99,adam,,1,0.5,1|none of its 1 configurations is one that the study may try
            H"1e-4,2|curves.csv:2: is not a row of comma-separated values
            """)
    void saysWhatIsWrongWithATable(String text, String message) throws IOException {
        Path file = file(text.replaceFirst("^H", HEADER.strip() + "#").replace("#", "\n"));
        assertThatThrownBy(() -> CurveTableReader.read(file, study(), Matching.NEAREST))
                .isInstanceOf(CurveTableException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wantsAFileOfText() throws IOException {
        Path none = folder.resolve("none.csv");
        assertThatThrownBy(() -> CurveTableReader.read(none, study(), Matching.NEAREST))
                .hasMessageContaining("none.csv: there is no such file");
        Path latin = Files.write(folder.resolve("latin.csv"), (HEADER + "ä").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CurveTableReader.read(latin, study(), Matching.NEAREST))
                .hasMessageContaining("latin.csv: is not UTF-8 text");
    }

    @Test
    void isSimulatedLikeAnyObjective() throws IOException {
        SimulatedStudy study = Simulator.run(study(), table(HEADER + ADAM + SGD, Matching.NEAREST), 2);
        assertThat(study.view().trials()).hasSize(10);
        assertThat(study.reports()).hasSize(20);
        assertThat(study.busyMs()).isBetween(10 * 21_000L, 10 * 40_000L);
    }
}
