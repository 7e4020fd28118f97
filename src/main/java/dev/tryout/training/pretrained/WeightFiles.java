package dev.tryout.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.training.tensor.MalformedTensorsException;
import dev.tryout.training.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The weights of a model's folder: one safetensors file, or several shards and an index that says which tensor is in which.
 * Headers are read and checked, values are not.
 *
 * @param names the files that hold them, the index included
 * @param tensors by the names that the files give them
 */
record WeightFiles(List<String> names, Map<String, SafetensorsFile> tensors) {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = SINGLE + ".index.json";

    private static final int MOST_INDEX_BYTES = 2 << 20;
    private static final int MOST_SHARDS = 1_000;
    private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\\.safetensors");
    private static final List<String> OTHERS =
            List.of("pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack");
    private static final String COPY = "copy the model's folder anew, all its files";

    /** @throws UnsuitableModelException where files are missing or malformed, or lie outside the folder */
    static WeightFiles open(ModelDirectory folder) throws IOException {
        if (folder.has(SINGLE)) {
            SafetensorsFile opened = map(folder.find(SINGLE, COPY));
            Map<String, SafetensorsFile> tensors = new LinkedHashMap<>();
            opened.names().forEach(name -> tensors.put(name, opened));
            return new WeightFiles(List.of(SINGLE), tensors);
        }
        if (folder.has(INDEX)) {
            return sharded(folder);
        }
        for (String other : OTHERS) {
            if (folder.has(other)) {
                throw new UnsuitableModelException(
                        "there is no " + SINGLE + " in " + folder.folder() + ", and " + other + " is not read: "
                                + (other.startsWith("pytorch")
                                        ? "a pickle is a program that would be run"
                                        : "its format is not known"),
                        "where you trust it, in Python"
                                + " AutoModel.from_pretrained(FOLDER).save_pretrained(FOLDER, safe_serialization=True)"
                                + " writes " + SINGLE + " beside it");
            }
        }
        throw new UnsuitableModelException(
                "there is neither " + SINGLE + " nor " + INDEX + " in " + folder.folder(),
                "copy the model's weights there");
    }

    private static WeightFiles sharded(ModelDirectory folder) throws IOException {
        Map<String, String> shardOf = index(folder);
        List<String> names = new ArrayList<>(List.of(INDEX));
        Map<String, SafetensorsFile> tensors = new LinkedHashMap<>();
        for (String shard : new TreeSet<>(shardOf.values())) {
            Path file = folder.find(shard, INDEX + " names it: " + COPY);
            SafetensorsFile opened = map(file);
            names.add(shard);
            for (String name : opened.names()) {
                if (tensors.put(name, opened) != null) {
                    throw new UnsuitableModelException(
                            "the tensor '" + name + "' is in " + file + " and in another shard as well", COPY);
                }
            }
            for (Map.Entry<String, String> entry : shardOf.entrySet()) {
                if (entry.getValue().equals(shard) && !opened.names().contains(entry.getKey())) {
                    throw new UnsuitableModelException(
                            file + " has no tensor '" + entry.getKey() + "', which " + INDEX + " says is in it", COPY);
                }
            }
        }
        return new WeightFiles(List.copyOf(names), tensors);
    }

    /** Which shard a tensor is in, by name. */
    private static Map<String, String> index(ModelDirectory folder) throws IOException {
        Map<String, String> shardOf = new LinkedHashMap<>();
        JsonNode map = JsonFile.object(folder, INDEX, MOST_INDEX_BYTES, COPY).path("weight_map");
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!SHARD.matcher(entry.getValue().asText()).matches()) {
                throw new UnsuitableModelException(
                        folder.path(INDEX) + ": the tensor '" + entry.getKey() + "' is said to be in "
                                + entry.getValue() + ", which is no plain name of a safetensors file",
                        COPY);
            }
            shardOf.put(entry.getKey(), entry.getValue().asText());
        }
        long shards = shardOf.values().stream().distinct().count();
        if (shards < 1 || shards > MOST_SHARDS) {
            throw new UnsuitableModelException(
                    folder.path(INDEX) + ": weight_map must name from 1 to " + MOST_SHARDS + " files; found " + shards,
                    COPY);
        }
        return shardOf;
    }

    private static SafetensorsFile map(Path file) throws IOException {
        try {
            return SafetensorsFile.map(file);
        } catch (MalformedTensorsException fault) {
            throw new UnsuitableModelException(String.valueOf(fault.getMessage()), COPY);
        } catch (IOException fault) {
            throw new UnsuitableModelException(file + " cannot be read: " + fault, "make it a readable file");
        }
    }
}
