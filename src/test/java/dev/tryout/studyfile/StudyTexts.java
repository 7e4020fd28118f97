package dev.tryout.studyfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Study files that tests vary, and how tests read them. */
final class StudyTexts {
    static final String TASK = """
            version: 1
            study: nouns
            seed: 7
            metric: {name: accuracy, goal: maximize}
            method: tpe
            scheduler: {type: asha, min_epochs: 1, reduction_factor: 3}
            budget: {trials: 8, time: 10m}
            parameters:
              learning_rate: {min: 1e-5, max: 1e-2, scale: log}
              batch_size: {values: [16, 32, 64]}
              epochs: {min: 1, max: 3}
              optimizer: {values: [adamw, sgd]}
              momentum: {min: 0.8, max: 0.99, when: {optimizer: sgd}}
            constraints: ["batch_size <= 32 or epochs <= 2"]
            task:
              type: text-classification
              model: minilm-l6-v2
              data: {source: wordnet-nouns, examples: 400}
            """;

    static final String COMMAND = """
            version: 1
            study: any
            metric: {name: score, goal: maximize}
            method: random
            budget: {trials: 8}
            parameters:
              a: {min: 1, max: 4}
              b: {values: [x, y]}
              epochs: 5
            command: [sh, run.sh]
            """;

    static final List<Path> SHIPPED = List.of(
            Path.of("search-spaces/wordnet-nouns.yaml"),
            Path.of("search-spaces/word-valence.yaml"),
            Path.of("search-spaces/smoke.yaml"),
            Path.of("search-spaces/command-example.yaml"));

    private StudyTexts() {}

    static StudyFile read(Path folder, String text) {
        return read(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static StudyFile read(Path folder, byte[] bytes) {
        try {
            return StudyFile.read(Files.write(folder.resolve("s.yaml"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mistakes without the file's name, or none where there are none. */
    static List<String> mistakes(Path folder, byte[] bytes) {
        try {
            read(folder, bytes);
            return List.of();
        } catch (StudyFileException e) {
            return e.mistakes().stream()
                    .map(mistake -> mistake.toString()
                            .replace(folder.resolve("s.yaml").toString() + ":", "")
                            .replace(folder.toString(), "FOLDER")
                            .strip())
                    .toList();
        }
    }

    static List<String> mistakes(Path folder, String text) {
        return mistakes(folder, text.getBytes(StandardCharsets.UTF_8));
    }
}
