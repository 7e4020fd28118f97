package dev.tryout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
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
            "Each has the text, the likeliest label, its probability, and the probabilities of all labels."
        })
final class PredictCommand implements Callable<Integer> {
    private static final int BATCH = 256;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "A model folder, such as studies/NAME/champion.")
    private Path folder = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Input input = new Input();

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
                description = "A file with a text on each line; - for standard input.")
        private @Nullable Path file;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError(ExitCode.INPUT, folder + " is no folder; a champion is in studies/NAME/champion");
        }
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
        try (Predictor predictor = Predictor.open(folder, Device.cpu(cores))) {
            if (input.file == null) {
                predict(predictor, input.texts);
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
            List<String> batch = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    batch.add(line);
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

    private void predict(Predictor predictor, List<String> texts) {
        PrintWriter out = command.commandLine().getOut();
        List<Prediction> predictions = predictor.predict(texts);
        for (int i = 0; i < texts.size(); i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("text", texts.get(i));
            line.put("label", predictions.get(i).label());
            line.put("probability", predictions.get(i).probability());
            line.put("probabilities", predictions.get(i).probabilities());
            try {
                out.println(ObjectiveJson.JSON.writeValueAsString(line));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        out.flush();
    }
}
