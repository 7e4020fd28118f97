package dev.tryout.simulation;

import dev.tryout.space.FixedDomain;
import dev.tryout.space.Nearest;
import dev.tryout.space.Parameter;
import dev.tryout.trial.Metric;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which column of a table has what. */
final class CurveColumns {
    static final String EPOCH = "epoch";
    static final String SECONDS = "seconds";

    private final Path file;
    private final List<String> header;
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final String metric;
    private final List<String> traded;

    private CurveColumns(Path file, List<String> header, String metric, List<String> traded) {
        this.file = file;
        this.header = header;
        this.metric = metric;
        this.traded = traded.stream().filter(header::contains).toList();
    }

    /**
     * The columns that a study needs.
     *
     * @param metrics the study's metric, and those that it is traded against, whose columns may be missing
     * @throws CurveTableException where another column is missing, or one is there twice
     */
    static CurveColumns of(Path file, String[] header, List<Parameter> parameters, List<Metric> metrics) {
        List<String> names = metrics.stream().map(Metric::name).toList();
        CurveColumns columns = new CurveColumns(
                file, Arrays.stream(header).map(String::strip).toList(), names.get(0), names.subList(1, names.size()));
        for (Parameter parameter : parameters) {
            if (!(parameter.domain() instanceof FixedDomain) || columns.header.contains(parameter.name())) {
                columns.require(parameter.name(), "a parameter of the study");
            }
        }
        columns.require(EPOCH, "counted from 1");
        columns.require(names.get(0), "the study's metric");
        columns.require(SECONDS, "what the epoch takes");
        columns.traded.forEach(name -> columns.require(name, "a metric that is traded off"));
        return columns;
    }

    private void require(String name, String meaning) {
        int at = header.indexOf(name);
        if (at < 0) {
            String remedy = Nearest.to(name, header)
                    .map(near -> "rename '" + near + "', if that is it")
                    .orElse("add it");
            throw CurveTableException.at(
                    file,
                    1,
                    "no column '" + name + "' (" + meaning + ") among " + String.join(", ", header) + "; " + remedy);
        }
        if (header.lastIndexOf(name) != at) {
            throw CurveTableException.at(file, 1, "two columns are named '" + name + "'; rename one");
        }
        indices.put(name, at);
    }

    /** Whether it has a metric that is traded off. */
    boolean has(Metric criterion) {
        return traded.contains(criterion.name());
    }

    /** The cells of a row. */
    CurveRow row(long line, String[] cells) {
        if (cells.length != header.size()) {
            throw CurveTableException.at(
                    file,
                    line,
                    "has " + cells.length + " values, the header " + header.size()
                            + "; put quotes around a value that holds a comma");
        }
        Map<String, String> byName = new LinkedHashMap<>();
        indices.forEach((name, index) -> byName.put(name, cells[index].strip()));
        return new CurveRow(file, line, byName, metric, traded);
    }
}
