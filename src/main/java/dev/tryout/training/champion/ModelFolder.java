package dev.tryout.training.champion;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.TaskSpec;
import dev.tryout.training.TestResult;
import dev.tryout.training.pretrained.PretrainedModel;
import dev.tryout.training.pretrained.PretrainedWeights;
import dev.tryout.training.tensor.Checkpoint;
import dev.tryout.training.tensor.CheckpointFile;
import dev.tryout.training.tensor.DurableFiles;
import dev.tryout.training.tensor.MalformedTensorsException;
import dev.tryout.training.tensor.SafetensorsWriter;
import dev.tryout.training.tensor.TensorSource;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a champion as a folder that needs neither the study nor its checkpoint: weights, configuration, tokenizer, labels,
 * model card and checksums. Works without the native engine.
 */
public final class ModelFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACKBONE = "bert.";
    private static final int BUFFER_BYTES = 1 << 16;

    private ModelFolder() {}

    /**
     * Writes beside the target, then renames; a folder that was there is replaced.
     *
     * @param checkpoint of the champion's best epoch
     * @return the target
     * @throws StudyFailure where the checkpoint is missing or damaged, or of other pre-trained weights
     * @throws IOException where the folder cannot be written, with a message for people
     */
    public static Path write(Path target, Path checkpoint, TaskSpec task, TestResult test, ModelOrigin origin)
            throws IOException {
        Path folder = target.toAbsolutePath();
        Path temporary = folder.resolveSibling(folder.getFileName() + DurableFiles.TEMPORARY);
        try (CheckpointFile file = open(checkpoint)) {
            delete(temporary);
            Files.createDirectories(temporary);
            writeFiles(temporary, file, task, test, origin);
            DurableFiles.syncFolder(temporary);
            replace(temporary, folder);
            return target;
        } catch (IOException fault) {
            delete(temporary);
            throw new IOException("cannot write the model folder " + target + ": " + fault.getMessage(), fault);
        } catch (RuntimeException fault) {
            delete(temporary);
            throw fault;
        }
    }

    private static CheckpointFile open(Path checkpoint) throws IOException {
        try {
            return CheckpointFile.open(checkpoint);
        } catch (FileNotFoundException | MalformedTensorsException fault) {
            throw new StudyFailure("the champion's checkpoint cannot be used. " + fault.getMessage(), fault);
        }
    }

    private static void writeFiles(Path folder, CheckpointFile file, TaskSpec task, TestResult test, ModelOrigin origin)
            throws IOException {
        Checkpoint checkpoint = file.checkpoint();
        PretrainedModel model = PretrainedModel.required(task.model());
        PretrainedWeights pretrained = model.weights();
        if (!pretrained.sha256().equals(checkpoint.backbone())) {
            throw new StudyFailure("the champion was trained from other pre-trained weights than " + task.model()
                    + " has now: promote it with the version that trained it");
        }
        Map<String, TensorSource> tensors = new LinkedHashMap<>();
        pretrained
                .tensors()
                .forEach((name, tensor) -> tensors.put(model.family().classifierTensorName(BACKBONE + name), tensor));
        ScaledHead.of(file.parameters(), origin.scale())
                .forEach((name, tensor) -> tensors.put(model.family().classifierTensorName(name), tensor));
        try (OutputStream out = new BufferedOutputStream(
                new FileOutputStream(folder.resolve(ModelFiles.WEIGHTS).toFile()), BUFFER_BYTES)) {
            SafetensorsWriter.write(out, Map.of("format", "pt"), tensors);
        }
        ModelConfig config = new ModelConfig(
                task.type(),
                model.family(),
                model.layout(),
                model.pooling(task.pooling()),
                test.labels(),
                task.maxLength());
        write(folder, ModelFiles.CONFIG, config.toJson(task, checkpoint, origin.study()));
        write(folder, ModelFiles.TOKENIZER, model.tokenizerJson());
        write(folder, ModelFiles.LABELS, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(test.labels()));
        write(folder, ModelFiles.CARD, utf8(ModelCard.of(task, config, checkpoint, test, origin)));
        write(folder, ModelFiles.SUMS, utf8(ModelFiles.sums(folder)));
        for (String name : ModelFiles.SUMMED) {
            DurableFiles.syncFile(folder.resolve(name));
        }
        DurableFiles.syncFile(folder.resolve(ModelFiles.SUMS));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private static void replace(Path temporary, Path folder) throws IOException {
        Path old = folder.resolveSibling(folder.getFileName() + ".old");
        delete(old);
        if (Files.exists(folder)) {
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        Path parent = folder.getParent();
        if (parent != null) {
            DurableFiles.syncFolder(parent);
        }
        delete(old);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
