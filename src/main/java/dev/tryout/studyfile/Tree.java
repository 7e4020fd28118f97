package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A study file's content, and where each part of it stands. A path is the keys that lead to a part; list items count from 0.
 *
 * @param root the content
 * @param keys places of keys
 * @param values places of values
 * @param raw plain and quoted values as they were written
 */
record Tree(
        JsonNode root, Map<List<String>, Place> keys, Map<List<String>, Place> values, Map<List<String>, String> raw) {
    Cursor cursor() {
        return new Cursor(this, List.of(), root);
    }

    /** The place of the value, or of the nearest part around it that there is. */
    Place place(List<String> path) {
        Place place = values.get(path);
        return place != null ? place : path.isEmpty() ? new Place(1, 1) : keyPlace(path.subList(0, path.size() - 1));
    }

    /** The place of the key, of the item where the part is in a list, or of the nearest part around it that there is. */
    Place keyPlace(List<String> path) {
        Place place = keys.get(path);
        return place != null ? place : place(path);
    }
}
