package dev.tryout.training.champion;

import dev.tryout.space.Configuration;
import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TestResult;
import dev.tryout.training.tensor.Checkpoint;
import dev.tryout.trial.Measurement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The README.md of a model folder: what the model is, where it comes from, and how good it is. */
final class ModelCard {
    private final StringBuilder text = new StringBuilder();

    private ModelCard() {}

    static String of(TaskSpec task, ModelConfig config, Checkpoint checkpoint, TestResult test, ModelOrigin origin) {
        ModelCard card = new ModelCard();
        card.line("---");
        card.line("library_name: tryout");
        card.line("pipeline_tag: text-classification");
        card.line("---");
        card.line("# " + escaped(origin.study()) + ", trial " + checkpoint.trial());
        card.line("");
        card.line(purpose(task, test) + ": " + escaped(task.model())
                + ", fine-tuned by Tryout. It was the best trial of the study `" + code(origin.study())
                + "`, after epoch " + checkpoint.epoch() + ".");
        card.line("");
        card.line("Use it: `tryout predict FOLDER --text \"...\""
                + (task.type().hasPairs() ? " --text-pair \"...\"" : "")
                + "`. Fine-tune it further: `model: FOLDER` in a study file.");
        card.line("");
        card.line("Weights carry the names of Hugging Face's `"
                + config.family().architecture() + "`, but the head takes **"
                + (config.pooling() == Pooling.MEAN
                        ? "the mean of the tokens' last hidden states"
                        : "the first token's last hidden state")
                + "** as it is, where that class puts a dense layer between: do so in other tools.");
        card.metrics(checkpoint, test);
        card.data(task, checkpoint, origin);
        card.table(
                "Hyperparameters",
                "setting",
                "value",
                new TreeMap<>(checkpoint.configuration().values()));
        card.table("Versions", "part", "version", new TreeMap<>(origin.versions()));
        return card.text.toString();
    }

    private static String purpose(TaskSpec task, TestResult test) {
        if (!task.type().hasClasses()) {
            return "A text regressor";
        }
        return "A " + (task.type().hasPairs() ? "text-pair" : "text") + " classifier with "
                + test.labels().size() + " classes";
    }

    private void metrics(Checkpoint checkpoint, TestResult test) {
        List<Measurement> measurements = checkpoint.measurements();
        CardMetrics metrics = new CardMetrics(test);
        heading("Metrics");
        metrics.metrics(measurements.get(measurements.size() - 1).metrics()).forEach(this::line);
        List<String> classes = metrics.classes();
        if (!classes.isEmpty()) {
            heading("Classes");
            classes.forEach(this::line);
        }
    }

    private void data(TaskSpec task, Checkpoint checkpoint, ModelOrigin origin) {
        heading("Data");
        line(escaped(origin.data()) + ". Texts are cut at " + task.maxLength() + " tokens. Study seed "
                + checkpoint.seed() + ". Fingerprint `" + checkpoint.data() + "`.");
        line("");
        line("Pre-trained weights: SHA-256 `" + checkpoint.backbone() + "`.");
    }

    private void table(String heading, String key, String value, Map<String, ?> rows) {
        heading(heading);
        line("| " + key + " | " + value + " |");
        line("|---|---|");
        rows.forEach((name, cell) -> line("| " + escaped(name) + " | " + escaped(Configuration.format(cell)) + " |"));
    }

    private void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Text that Markdown leaves alone. */
    static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1").replaceAll("\\s+", " ");
    }

    private static String code(String text) {
        return text.replace("`", "'").replaceAll("\\s+", " ");
    }
}
