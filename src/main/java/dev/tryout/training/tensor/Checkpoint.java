package dev.tryout.training.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.space.Configuration;
import dev.tryout.trial.Measurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint says about itself; its tensors are the trained parameters, under their names, and the optimizer's state,
 * under names that begin with {@link #OPTIMIZER}. Frozen weights are the pre-trained ones, named by their hash.
 *
 * @param trial the one that began the run, counted from 1
 * @param attempt that wrote it
 * @param epoch the last one trained
 * @param epochs how many the trial that wrote it is to train
 * @param seed the study's
 * @param optimizerStep updates made
 * @param configuration of the trial that wrote it
 * @param measurements one for each epoch so far
 * @param backbone SHA-256 of the pre-trained weights, in hex
 * @param data the data's fingerprint
 */
public record Checkpoint(
        int trial,
        int attempt,
        int epoch,
        int epochs,
        long seed,
        long optimizerStep,
        Configuration configuration,
        List<Measurement> measurements,
        String backbone,
        String data) {
    /** How the names of the optimizer's tensors begin. */
    public static final String OPTIMIZER = "optimizer.";

    private static final String KEY = "tryout.checkpoint";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Checkpoint {
        measurements = List.copyOf(measurements);
        if (measurements.size() != epoch) {
            throw new IllegalArgumentException(
                    "epoch " + epoch + " needs as many measurements, got " + measurements.size());
        }
    }

    /** As the metadata of a safetensors file. */
    public Map<String, String> toMetadata() {
        try {
            return Map.of("format", "pt", KEY, JSON.writeValueAsString(this));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a checkpoint's description is plain data", impossible);
        }
    }

    /** @throws MalformedTensorsException where the file is no checkpoint */
    public static Checkpoint of(String file, Map<String, String> metadata) throws IOException {
        String json = metadata.get(KEY);
        if (json == null) {
            throw SafetensorsHeader.malformed(file, "it is no checkpoint of Tryout");
        }
        try {
            return JSON.readValue(json, Checkpoint.class);
        } catch (JsonProcessingException fault) {
            throw new MalformedTensorsException(
                    file + ": it is a checkpoint of another version: " + fault.getOriginalMessage(), fault);
        }
    }
}
