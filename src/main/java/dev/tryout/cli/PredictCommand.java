package dev.tryout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tryout.training.TextInput;
import dev.tryout.training.champion.DamagedModelException;
import dev.tryout.training.champion.Prediction;
import dev.tryout.training.champion.Predictor;
import dev.tryout.training.device.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout predict}. */
@Command(
        name = "predict",
        description = {
            "Says what a model folder makes of texts, one JSON object a line, without the study it came from.",
            "Each has the text, the likeliest label, its probability, and the probabilities of all labels; or, of a",
            "regression, the text and the value."
        })
final class PredictCommand implements Callable<Integer> {
    private static final int BATCH = 256;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "A model folder, such as studies/NAME/champion.")
    private Path folder = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Input input = new Input();

    @Option(
            names = "--text-pair",
            paramLabel = "TEXT",
            description = "The second text of a pair, for models of pairs; one for each --text.")
    private List<String> pairs = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Threads for computing; by default one for each core.")
    private @Nullable Integer threads;

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** Texts on the command line, or a file of them. */
    static final class Input {
        @Option(names = "--text", paramLabel = "TEXT", description = "A text; may be given several times.")
        private List<String> texts = new ArrayList<>();

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "A file with a text, or a pair with a tab between, on each line; - for standard input.")
        private @Nullable Path file;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError(ExitCode.INPUT, folder + " is no folder; a champion is in studies/NAME/champion");
        }
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
        try (Predictor predictor = Predictor.open(folder, Device.cpu(cores))) {
            if (input.file != null && !pairs.isEmpty()) {
                throw new UserError(
                        ExitCode.INPUT, "--text-pair goes with --text; in a file a tab parts the two texts");
            }
            if (input.file == null) {
                predict(predictor, inputs(predictor));
            } else {
                predictLines(predictor, input.file);
            }
        } catch (DamagedModelException e) {
            throw new UserError(ExitCode.INPUT, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private void predictLines(Predictor predictor, Path file) throws IOException {
        boolean isStandardInput = file.toString().equals("-");
        if (!isStandardInput && !Files.isReadable(file)) {
            throw new UserError(ExitCode.INPUT, "no readable file " + file);
        }
        try (BufferedReader reader = isStandardInput
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(file)) {
            List<TextInput> batch = new ArrayList<>();
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    batch.add(input(predictor, line, (isStandardInput ? "standard input" : file) + ":" + number));
                }
                if (batch.size() == BATCH) {
                    predict(predictor, batch);
                    batch.clear();
                }
            }
            predict(predictor, batch);
        } catch (CharacterCodingException e) {
            throw new UserError(ExitCode.INPUT, file + " is not UTF-8; convert it first");
        }
    }

    private static TextInput input(Predictor predictor, String line, String place) {
        if (!predictor.task().hasPairs()) {
            return TextInput.of(line);
        }
        String[] texts = line.split("\t", -1);
        if (texts.length != 2) {
            throw new UserError(
                    ExitCode.INPUT,
                    place + ": the model reads pairs of texts; write the two with a tab between, and no other tab");
        }
        return new TextInput(texts[0], texts[1]);
    }

    private List<TextInput> inputs(Predictor predictor) {
        boolean hasPairs = predictor.task().hasPairs();
        if (!hasPairs && !pairs.isEmpty()) {
            throw new UserError(ExitCode.INPUT, "the model reads single texts; leave out --text-pair");
        }
        if (hasPairs && pairs.size() != input.texts.size()) {
            throw new UserError(
                    ExitCode.INPUT,
                    "the model reads pairs of texts; give a --text-pair for each --text: there are "
                            + input.texts.size() + " and " + pairs.size());
        }
        List<TextInput> inputs = new ArrayList<>();
        for (int i = 0; i < input.texts.size(); i++) {
            inputs.add(new TextInput(input.texts.get(i), hasPairs ? pairs.get(i) : null));
        }
        return inputs;
    }

    private void predict(Predictor predictor, List<TextInput> inputs) {
        PrintWriter out = command.commandLine().getOut();
        List<Prediction> predictions = predictor.predict(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("text", inputs.get(i).text());
            String pair = inputs.get(i).pair();
            if (pair != null) {
                line.put("text_pair", pair);
            }
            if (predictions.get(i) instanceof Prediction.OfClass said) {
                line.put("label", said.label());
                line.put("probability", said.probability());
                line.put("probabilities", said.probabilities());
            } else if (predictions.get(i) instanceof Prediction.OfNumber said) {
                line.put("value", said.value());
            }
            try {
                out.println(ObjectiveJson.JSON.writeValueAsString(line));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        out.flush();
    }
}
