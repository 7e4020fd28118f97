package dev.tryout.training.pretrained;

import dev.tryout.space.Nearest;
import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.files.FilePlaces;
import dev.tryout.training.tensor.Checksums;
import dev.tryout.training.tensor.SafetensorsFile;
import dev.tryout.training.tensor.TensorSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A model in a folder, in Hugging Face's form: config.json, weights in safetensors, tokenizer.json. A champion's folder is one
 * too: its backbone is taken, its head is left, since another study's labels are seldom the same.
 */
final class FolderModel implements PretrainedModel {
    private final ModelDirectory directory;
    private final Path folder;
    private final ConfigFile config;
    private final WeightFiles files;
    private final Map<String, TensorSource> tensors;

    private FolderModel(
            ModelDirectory directory, ConfigFile config, WeightFiles files, Map<String, TensorSource> tensors) {
        this.directory = directory;
        this.folder = directory.folder();
        this.config = config;
        this.files = files;
        this.tensors = tensors;
    }

    /** {@link PretrainedModel#open}. */
    static FolderModel open(String model, FilePlaces places) throws IOException {
        Path folder = folder(model, places);
        ModelDirectory directory = new ModelDirectory(folder, places);
        ConfigFile config = ConfigFile.read(directory);
        WeightFiles files = WeightFiles.open(directory);
        Map<String, TensorSource> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, List<Integer>> wanted : config.layout().tensors().entrySet()) {
            tensors.put(wanted.getKey(), tensor(folder, config.family(), files, wanted.getKey(), wanted.getValue()));
        }
        TokenizerFile.check(directory, config.layout().vocabulary());
        return new FolderModel(directory, config, files, tensors);
    }

    private static Path folder(String model, FilePlaces places) throws IOException {
        Path folder;
        try {
            folder = Path.of(model).toAbsolutePath().normalize();
        } catch (InvalidPathException fault) {
            throw new UnsuitableModelException("'" + model + "' cannot be a folder: " + fault.getReason(), "");
        }
        boolean isHere = Files.isDirectory(folder) && Files.isReadable(folder);
        if (!isHere && places.find(folder.resolve(ConfigFile.NAME)).isEmpty()) {
            String name = Objects.toString(folder.getFileName(), "");
            String question = Nearest.question(name, Catalogue.names());
            throw new UnsuitableModelException(
                    "the model must be " + String.join(", ", Catalogue.names())
                            + ", or a folder; there is no readable folder " + folder,
                    question.isEmpty() ? "put the model's files there, or name another folder" : question);
        }
        return folder;
    }

    private static TensorSource tensor(Path folder, Family family, WeightFiles files, String name, List<Integer> shape)
            throws IOException {
        List<String> found =
                spellings(family, name).filter(files.tensors()::containsKey).toList();
        if (found.size() != 1) {
            throw new UnsuitableModelException(
                    found.isEmpty()
                            ? "the weights in " + folder + " have no tensor '" + family.tensorName(name) + "', which "
                                    + ConfigFile.NAME + " asks for"
                            : "the weights in " + folder + " have one tensor under two names, " + found.get(0) + " and "
                                    + found.get(1),
                    "weights and " + ConfigFile.NAME + " must be of one model: copy its folder anew");
        }
        SafetensorsFile file = Objects.requireNonNull(files.tensors().get(found.get(0)));
        List<Integer> actual = Objects.requireNonNull(file.shapes().get(found.get(0)));
        if (!actual.equals(shape)) {
            throw new UnsuitableModelException(
                    "the tensor '" + found.get(0) + "' in " + folder + " has shape " + actual + ", and "
                            + ConfigFile.NAME + " asks for " + shape,
                    "weights and " + ConfigFile.NAME + " must be of one model: copy its folder anew");
        }
        try {
            return file.source(found.get(0));
        } catch (IOException fault) {
            throw new UnsuitableModelException(
                    String.valueOf(fault.getMessage()), "store the weights as F32, F16 or BF16");
        }
    }

    /** With and without the prefix, and as the first BERT models called the parts of their norms. */
    private static Stream<String> spellings(Family family, String name) {
        String plain = family.tensorName(name);
        String old = plain.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
        return Stream.of(plain, family.prefix() + plain, old, family.prefix() + old)
                .distinct();
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Family family() {
        return config.family();
    }

    @Override
    public BertLayout layout() {
        return config.layout();
    }

    @Override
    public Pooling pooling() throws IOException {
        Pooling ours = config.pooling();
        return ours != null ? ours : PoolingFile.read(directory).orElse(Pooling.MEAN);
    }

    @Override
    public byte[] tokenizerJson() {
        try {
            return TokenizerFile.bytes(directory);
        } catch (IOException fault) {
            throw new StudyFailure("the tokenizer of " + folder + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** Values are read one tensor at a time, when they are used. */
    @Override
    public PretrainedWeights weights() {
        Map<String, TensorSource> checked = new LinkedHashMap<>();
        tensors.forEach((name, source) -> checked.put(
                name,
                new TensorSource(
                        source.shape(), () -> finite(name, source.values().read()))));
        return new PretrainedWeights(config.layout(), fingerprint(), checked);
    }

    private float[] finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new StudyFailure("the weights in " + folder + " are damaged: value " + i + " of the tensor '"
                        + config.family().tensorName(name) + "' is " + values[i] + ". Copy the folder anew");
            }
        }
        return values;
    }

    /** The files that make the model, without the one that may say how it pools. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(ConfigFile.NAME));
        parts.addAll(files.names());
        parts.add(TokenizerFile.NAME);
        return parts;
    }

    @Override
    public List<Path> files() {
        List<String> names = parts();
        if (directory.has(PoolingFile.NAME)) {
            names.add(PoolingFile.NAME);
        }
        return names.stream().map(directory::path).toList();
    }

    /** The SHA-256 of what {@code sha256sum} prints of the files that make the model. */
    private String fingerprint() {
        StringBuilder sums = new StringBuilder();
        try {
            for (String part : parts()) {
                sums.append(Checksums.sha256(directory.find(part, "")))
                        .append("  ")
                        .append(part)
                        .append('\n');
            }
        } catch (IOException fault) {
            throw new StudyFailure("the model " + folder + " cannot be read: " + fault.getMessage(), fault);
        }
        byte[] text = sums.toString().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Checksums.sha256().digest(text));
    }
}
