package dev.tryout.training.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TrialRun;
import dev.tryout.training.WorkerFailure;
import dev.tryout.training.files.RunFolder;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Tryout keeps beside a program's own files in a trial's folder: {@code tryout-config.json}, {@code tryout-epoch-N.json}
 * for each epoch, {@code tryout-reached} with the last epoch reported, and the logs of each attempt, {@code tryout-attempt-N.out}
 * and {@code .err}; a trial that goes on with another's run has its own number in front, as in {@code
 * tryout-trial-7-attempt-1.out}.
 */
final class TrialFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private final TrialRun run;

    TrialFiles(TrialRun run) {
        this.run = run;
    }

    Path outputLog() {
        return log(".out");
    }

    Path errorLog() {
        return log(".err");
    }

    private Path log(String ending) {
        String trial = run.trial() == run.run() ? "" : "trial-" + run.trial() + "-";
        return run.folder().resolve("tryout-" + trial + "attempt-" + run.attempt() + ending);
    }

    Path writeConfiguration() {
        Path file = run.folder().resolve("tryout-config.json");
        write(file, run.configuration());
        return file;
    }

    /** An epoch's file stands for its checkpoint: what is needed to train the same again. */
    void writeEpoch(Measurement measurement) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("trial", run.trial());
        content.put("seed", run.seed());
        content.put("configuration", run.configuration());
        content.put("epoch", measurement.epoch());
        content.put("metrics", measurement.metrics());
        content.put("seconds", measurement.seconds());
        write(epochFile(run.folder(), measurement.epoch()), content);
    }

    /** Notes behind which epoch the program's files are. */
    void writeReached(int epoch) {
        write(run.folder().resolve(RunFolder.REACHED), epoch);
    }

    static Path epoch(Path folder, int epoch) {
        Path file = epochFile(folder, epoch);
        try {
            MAPPER.readTree(Files.readAllBytes(file));
            return file;
        } catch (JsonProcessingException e) {
            throw new StudyFailure(file + " is damaged: " + e.getOriginalMessage() + "; retry the trial", e);
        } catch (IOException e) {
            throw new StudyFailure(file + ", the record of epoch " + epoch + ", cannot be read; retry the trial", e);
        }
    }

    private static Path epochFile(Path folder, int epoch) {
        return folder.resolve("tryout-epoch-" + epoch + ".json");
    }

    private static void write(Path file, Object content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, WRITER.writeValueAsBytes(content));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WorkerFailure("cannot write " + file + ": " + e.getMessage() + "; is the disk full?", e);
        }
    }
}
