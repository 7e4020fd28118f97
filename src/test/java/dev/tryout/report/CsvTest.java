package dev.tryout.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void writesRecordsThatEndWithCrLf() {
        String text = new Csv()
                .record(List.of("a", "b"))
                .record(Arrays.asList(1, null))
                .record(List.of(0.5, Double.NaN))
                .toString();
        assertThat(text).isEqualTo("a,b\r\n1,\r\n0.5,\r\n");
    }

    @Test
    void quotesWhatWouldBreakARecord() {
        assertThat(new Csv().record(List.of("a,b", "say \"x\"", "two\nlines")).toString())
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx"})
    void keepsTextFromBeingAFormula(String text) {
        assertThat(read(new Csv().record(List.of(text)).toString()).get(0).get(0))
                .isEqualTo("'" + text);
    }

    @Test
    void leavesNegativeNumbersAlone() {
        assertThat(new Csv().record(List.of(-1.5, -2)).toString()).isEqualTo("-1.5,-2\r\n");
    }

    @Property
    void anyTextComesBackAsItWas(
            @ForAll @Size(min = 2, max = 6) List<@StringLength(max = 12) @CharRange(from = ' ', to = '~') String> cells,
            @ForAll @StringLength(min = 1, max = 8) String wild) {
        List<String> written =
                cells.stream().map(cell -> "x" + cell + "\r\n\"" + wild).toList();
        assertThat(read(new Csv().record(written).toString())).containsExactly(written);
    }

    private static List<List<String>> read(String csv) {
        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new AssertionError(csv, e);
        }
    }
}
