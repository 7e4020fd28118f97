package dev.tryout.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportParserTest {
    private final ReportParser parser = new ReportParser("accuracy");

    @Test
    void takesEveryNumberAsAMetric() throws CommandFailure {
        assertThat(parser.parse(" {\"epoch\": 3, \"accuracy\": 0.81, \"loss\": 5, \"note\": \"x\", \"ok\": true}\r", 0))
                .contains(new Report(3, Map.of("accuracy", 0.81, "loss", 5.0)));
    }

    @Test
    void countsOnWhereTheEpochIsLeftOut() throws CommandFailure {
        assertThat(parser.parse("{\"accuracy\": 1}", 4)).contains(new Report(5, Map.of("accuracy", 1.0)));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,NaN",
        "Infinity,Infinity",
        "-Infinity,-Infinity",
        "\"NaN\",NaN",
        "\"nan\",NaN",
        "\"-inf\",-Infinity",
        "1e999,Infinity"
    })
    void understandsValuesThatAreNotFinite(String written, double value) throws CommandFailure {
        assertThat(parser.parse("{\"accuracy\": " + written + "}", 0))
                .contains(new Report(1, Map.of("accuracy", value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "epoch 3, accuracy 0.81",
                "{\"loss\": 0.5}",
                "{\"accuracy\": 0.81",
                "{\"accuracy\": 0.81} {}",
                "[{\"accuracy\": 0.81}]",
                "{'accuracy': 0.81}",
                "{}"
            })
    void leavesOtherLinesAlone(String line) throws CommandFailure {
        assertThat(parser.parse(line, 0)).isEmpty();
    }

    @Property
    void meetsAnyTextWithCalm(@ForAll String text) throws CommandFailure {
        assertThat(parser.parse(text, 0)).isEmpty();
        assertThat(parser.parse("{" + text, 0)).isEmpty();
    }

    @Test
    void namesTheMetricThatAReportLacks() {
        assertThatThrownBy(() -> parser.parse("{\"epoch\": 2, \"loss\": 0.5, \"acc\": 0.7}", 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(
                        "the report of epoch 2 lacks the metric 'accuracy'; its keys are acc, epoch, loss.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"high\"", "[0.5]", "true"})
    void refusesAMetricThatIsNoNumber(String written) {
        assertThatThrownBy(() -> parser.parse("{\"epoch\": 2, \"accuracy\": " + written + "}", 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("epoch 2: accuracy is " + written + ", not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "1e20", "NaN"})
    void refusesEpochsThatDoNotCount(String written) {
        assertThatThrownBy(() -> parser.parse("{\"epoch\": " + written + ", \"accuracy\": 1}", 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("a report's epoch must be a whole number from 1, got ");
    }
}
