package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A part of the file: its content, its path and its place. */
record Cursor(Tree tree, List<String> path, JsonNode node) {
    /** The part under a key; perhaps not there. */
    Cursor at(String key) {
        return new Cursor(tree, extended(key), node.path(key));
    }

    /** The parts under all keys of a mapping, in the order of the file. */
    List<Cursor> entries() {
        return node.properties().stream().map(entry -> at(entry.getKey())).toList();
    }

    /** The items of a list. */
    List<Cursor> items() {
        return IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(this::item)
                .toList();
    }

    /** An item of a list, counted from 0. */
    Cursor item(int index) {
        return new Cursor(tree, extended(Integer.toString(index)), node.path(index));
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    /** The last key of the path. */
    String key() {
        return path.get(path.size() - 1);
    }

    Place place() {
        return tree.place(path);
    }

    Place keyPlace() {
        return tree.keyPlace(path);
    }

    /** As it was written. */
    String raw() {
        return tree.raw().getOrDefault(path, "");
    }

    String text() {
        return node.asText();
    }

    int number(int defaultValue) {
        return node.asInt(defaultValue);
    }

    double real(double defaultValue) {
        return node.asDouble(defaultValue);
    }

    /** A number, text or truth value as a configuration holds it. */
    Object scalar() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }

    private List<String> extended(String key) {
        List<String> extended = new ArrayList<>(path);
        extended.add(key);
        return List.copyOf(extended);
    }
}
