import dev.tryout.evaluation.Regression;
import dev.tryout.training.DataSpec;
import dev.tryout.training.TaskType;
import dev.tryout.training.data.DataLoader;
import dev.tryout.training.data.Example;
import dev.tryout.training.data.LabelledData;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fine-tuned model of word valence has to beat: ridge regression on TF-IDF of words, over the very split of
 * search-spaces/word-valence.yaml. The penalty is chosen on the validation part.
 *
 *     java -cp target/tryout.jar benchmarks/ValenceBaseline.java
 */
public final class ValenceBaseline {
    private static final Pattern WORD = Pattern.compile("[a-z]{2,}");
    private static final double[] PENALTIES = {0.1, 0.3, 1, 3, 10};

    private ValenceBaseline() {}

    public static void main(String[] args) {
        DataSpec spec = new DataSpec(DataSpec.WORD_VALENCE, null, "text", null, "label", null, 0.2, 0.2);
        LabelledData data = DataLoader.load(TaskType.TEXT_REGRESSION, spec, 42);
        System.out.println(data.description());
        Map<String, Double> idf = idf(data.train());
        List<Map<String, Double>> train = vectors(data.train(), idf);
        double[][] kernel = products(train, train);
        double[] targets = data.train().stream()
                .mapToDouble(example -> data.scale().scaled(example.target()))
                .toArray();
        double[][] validation = products(vectors(data.validation(), idf), train);
        double[][] test = products(vectors(data.test(), idf), train);
        for (double penalty : PENALTIES) {
            double[] weights = solve(kernel, penalty, targets);
            System.out.printf(
                    Locale.ROOT,
                    "penalty %4.1f: validation %s; test %s%n",
                    penalty,
                    scores(data, data.validation(), times(validation, weights)),
                    scores(data, data.test(), times(test, weights)));
        }
    }

    private static String scores(LabelledData data, List<Example> part, double[] predictions) {
        Regression evaluation = new Regression(data.scale().deviation());
        for (int i = 0; i < part.size(); i++) {
            evaluation.add(part.get(i).target(), data.scale().original(predictions[i]));
        }
        Map<String, Double> metrics = evaluation.metrics();
        return String.format(
                Locale.ROOT,
                "rmse %.3f, r2 %.3f, spearman %.3f",
                metrics.get(Regression.RMSE),
                metrics.get(Regression.R2),
                metrics.get(Regression.SPEARMAN));
    }

    /** Smoothed: ln((1 + documents) / (1 + documents with the word)) + 1. */
    private static Map<String, Double> idf(List<Example> documents) {
        Map<String, Double> counts = new TreeMap<>();
        documents.forEach(document -> words(document).keySet().forEach(word -> counts.merge(word, 1.0, Double::sum)));
        counts.replaceAll((word, count) -> Math.log((1 + documents.size()) / (1 + count)) + 1);
        return counts;
    }

    private static List<Map<String, Double>> vectors(List<Example> documents, Map<String, Double> idf) {
        return documents.stream().map(document -> vector(document, idf)).toList();
    }

    /** Of length 1. */
    private static Map<String, Double> vector(Example document, Map<String, Double> idf) {
        Map<String, Double> vector = words(document);
        vector.keySet().retainAll(idf.keySet());
        vector.replaceAll((word, count) -> count * idf.get(word));
        double length = Math.sqrt(vector.values().stream().mapToDouble(value -> value * value).sum());
        vector.replaceAll((word, value) -> value / length);
        return vector;
    }

    private static Map<String, Double> words(Example document) {
        Map<String, Double> words = new HashMap<>();
        Matcher matcher = WORD.matcher(document.text().toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.merge(matcher.group(), 1.0, Double::sum);
        }
        return words;
    }

    private static double[][] products(List<Map<String, Double>> rows, List<Map<String, Double>> columns) {
        double[][] products = new double[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                for (Map.Entry<String, Double> word : rows.get(i).entrySet()) {
                    products[i][j] += word.getValue() * columns.get(j).getOrDefault(word.getKey(), 0.0);
                }
            }
        }
        return products;
    }

    /** Ridge regression in its dual form, (kernel + penalty) weights = targets, by conjugate gradients. */
    private static double[] solve(double[][] kernel, double penalty, double[] targets) {
        double[] weights = new double[targets.length];
        double[] residual = targets.clone();
        double[] direction = targets.clone();
        double squares = dot(residual, residual);
        for (int step = 0; step < targets.length && squares > 1e-18; step++) {
            double[] image = times(kernel, direction);
            for (int i = 0; i < image.length; i++) {
                image[i] += penalty * direction[i];
            }
            double length = squares / dot(direction, image);
            for (int i = 0; i < weights.length; i++) {
                weights[i] += length * direction[i];
                residual[i] -= length * image[i];
            }
            double left = dot(residual, residual);
            for (int i = 0; i < direction.length; i++) {
                direction[i] = residual[i] + left / squares * direction[i];
            }
            squares = left;
        }
        return weights;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            product[row] = dot(matrix[row], vector);
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
