package dev.tryout.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.tryout.space.Configuration;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a table of learning curves: comma-separated values under a header, one row for each epoch of a configuration, with the
 * epochs of a configuration in order. Columns beyond those that the study needs are passed over.
 */
public final class CurveTableReader {
    private static final CsvMapper CSV = CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final Path file;
    private final SearchSpace space;
    private final List<Metric> metrics;
    private final List<String> missing = new ArrayList<>();
    private final Map<Configuration, LearningCurve> curves = new LinkedHashMap<>();

    private CurveTableReader(Path file, SearchSpace space, List<Metric> metrics) {
        this.file = file;
        this.space = space;
        this.metrics = metrics;
    }

    /**
     * Reads the table that a study is simulated on.
     *
     * @throws CurveTableException where it cannot be used
     * @throws IOException where it cannot be read
     */
    public static CurveTable read(Path file, StudySpec study, Matching matching) throws IOException {
        return new CurveTableReader(file, study.space(), study.objectives()).read(matching);
    }

    private CurveTable read(Matching matching) throws IOException {
        long line = 1;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                MappingIterator<String[]> rows = CSV.readerFor(String[].class).readValues(reader)) {
            if (!rows.hasNextValue()) {
                throw CurveTableException.of(file, "is empty; give it a header and a row for each epoch");
            }
            CurveColumns columns = CurveColumns.of(file, rows.nextValue(), CurveTable.compared(space), metrics);
            metrics.stream()
                    .skip(1)
                    .filter(metric -> !columns.has(metric))
                    .map(Metric::name)
                    .forEach(missing::add);
            while (rows.hasNextValue()) {
                line = rows.getCurrentLocation().getLineNr();
                take(columns.row(line, rows.nextValue()));
            }
        } catch (NoSuchFileException e) {
            throw CurveTableException.of(file, "there is no such file; check the path");
        } catch (CharacterCodingException e) {
            throw CurveTableException.of(file, "is not UTF-8 text; save it as UTF-8");
        } catch (JsonProcessingException e) {
            throw CurveTableException.at(
                    file,
                    line,
                    "is not a row of comma-separated values: " + e.getOriginalMessage() + "; close every quote");
        }
        return table(matching);
    }

    private void take(CurveRow row) {
        Configuration configuration = row.configuration(CurveTable.compared(space));
        LearningCurve curve =
                curves.computeIfAbsent(configuration, key -> new LearningCurve(key, row.line(), List.of()));
        int next = curve.epochs().size() + 1;
        int epoch = row.epoch();
        if (epoch != next) {
            throw CurveTableException.at(
                    file,
                    row.line(),
                    "epoch " + epoch + " of " + configuration + ", which begins on line " + curve.line()
                            + ", where epoch " + next
                            + " was expected; give each epoch one row, from 1 on and in order");
        }
        curves.put(configuration, curve.and(row.measured()));
    }

    private CurveTable table(Matching matching) {
        List<LearningCurve> within = curves.values().stream()
                .filter(curve -> isWithin(curve.configuration()))
                .toList();
        if (within.isEmpty()) {
            throw CurveTableException.of(
                    file,
                    "none of its " + curves.size() + " configurations is one that the study may try; widen the study's"
                            + " parameters, or take the table that belongs to it");
        }
        int most = mostEpochs();
        for (LearningCurve curve : within) {
            if (curve.epochs().size() < most && !curve.hasDiverged()) {
                throw CurveTableException.at(
                        file,
                        curve.line(),
                        curve.configuration() + " has " + curve.epochs().size() + " epochs, where a trial may train "
                                + most + "; lower 'epochs' in the study, or complete the table");
            }
        }
        return new CurveTable(file, space, metrics.get(0), missing, within, curves.size() - within.size(), matching);
    }

    private boolean isWithin(Configuration configuration) {
        return space.satisfies(configuration)
                && CurveTable.compared(space).stream()
                        .allMatch(parameter -> configuration
                                .value(parameter.name())
                                .map(parameter.domain()::contains)
                                .orElse(true));
    }

    /** The most that the space lets a trial train; the last position is the largest number of a range. */
    private int mostEpochs() {
        Parameter epochs = space.parameter(StudySpec.EPOCHS).orElseThrow();
        long values = epochs.domain().cardinality().orElseThrow();
        long most = 1;
        for (long index : values > 1 ? new long[] {0, values - 1} : new long[] {0}) {
            most = Math.max(most, ((Number) epochs.domain().valueAt(index)).longValue());
        }
        return Math.toIntExact(most);
    }
}
