package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads YAML from SnakeYAML's events, keeping the place of everything. Stricter than YAML where a study file has no use for
 * it: no anchors, aliases and tags, which also ends every alias bomb; no duplicate keys, no second document, no deep nesting.
 */
final class YamlReader {
    /** The deepest that the format goes is 6. */
    private static final int MAX_DEPTH = 12;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final Mistakes mistakes;
    private final Iterator<Event> events;
    private final Map<List<String>, Place> keys = new HashMap<>();
    private final Map<List<String>, Place> values = new HashMap<>();
    private final Map<List<String>, String> raw = new HashMap<>();
    private Place reached = new Place(1, 1);
    private boolean sawAnchor;

    private YamlReader(String text, Mistakes mistakes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(StudyText.MAX_BYTES);
        this.text = text;
        this.mistakes = mistakes;
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /**
     * The content of a study file; mistakes that leave the rest readable are added.
     *
     * @throws StudyFileException where the text is no YAML, or not one document
     */
    static Tree read(String text, SchemaGuide guide, Mistakes mistakes) {
        YamlReader reader = new YamlReader(text, mistakes);
        try {
            return reader.document(guide);
        } catch (MarkedYAMLException e) {
            throw reader.stop(Syntax.place(e), Syntax.message(e, text), Syntax.remedy(e, text));
        } catch (YAMLException | IllegalArgumentException e) {
            throw reader.stop(
                    reader.reached, "not valid YAML after this: " + e.getMessage(), "check quotes and backslashes");
        }
    }

    private Tree document(SchemaGuide guide) {
        next();
        Event start = next();
        if (start.is(Event.ID.StreamEnd)) {
            throw stop(
                    new Place(1, 1),
                    text.isBlank() ? "the file is empty" : "the file holds only comments",
                    "begin with search-spaces/wordnet-nouns.yaml");
        }
        JsonNode root = value(next(), List.of(), guide);
        next();
        Event end = next();
        if (!end.is(Event.ID.StreamEnd)) {
            throw stop(
                    Place.of(end.getStartMark()),
                    "a second document begins here, and a study file holds one",
                    "put each study into a file of its own");
        }
        return new Tree(root, keys, values, raw);
    }

    private JsonNode value(Event event, List<String> path, SchemaGuide guide) {
        Place place = Place.of(event.getStartMark());
        values.put(path, place);
        refuseAnchor(event, path, place);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, path, guide);
        }
        if (!(event instanceof CollectionStartEvent start)) {
            return NODES.nullNode();
        }
        refuseTag(start.getTag(), path, place);
        if (path.size() >= MAX_DEPTH) {
            throw stop(place, "nested more than " + MAX_DEPTH + " levels deep", "no study file needs that");
        }
        return event instanceof MappingStartEvent ? mapping(path, guide) : list(path, guide);
    }

    private ObjectNode mapping(List<String> path, SchemaGuide guide) {
        ObjectNode mapping = NODES.objectNode();
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            Place place = Place.of(event.getStartMark());
            if (!(event instanceof ScalarEvent key)) {
                throw stop(place, "a key must be plain text", "write 'key: value'");
            }
            refuseAnchor(event, path, place);
            refuseTag(key.getTag(), path, place);
            List<String> inner = extended(path, key.getValue());
            if (mapping.has(key.getValue())) {
                // Under a path of its own, so that the first one is still checked.
                List<String> again = extended(path, key.getValue() + "\0");
                mistakes.add(
                        again,
                        place,
                        "the key " + Show.quoted(key.getValue()) + " is already there at " + keys.get(inner),
                        "remove one of them");
                value(next(), again, guide.at(key.getValue()));
            } else {
                keys.put(inner, place);
                mapping.set(key.getValue(), value(next(), inner, guide.at(key.getValue())));
            }
        }
        return mapping;
    }

    private ArrayNode list(List<String> path, SchemaGuide guide) {
        ArrayNode list = NODES.arrayNode();
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            list.add(value(event, extended(path, Integer.toString(list.size())), guide.item()));
        }
        return list;
    }

    private JsonNode scalar(ScalarEvent scalar, List<String> path, SchemaGuide guide) {
        String written = scalar.getValue();
        raw.put(path, written);
        refuseTag(scalar.getTag(), path, Place.of(scalar.getStartMark()));
        if (!scalar.isPlain()) {
            return NODES.textNode(written);
        }
        Optional<Scalars.Trap> trap = guide.wantsText() ? Scalars.trapAsText(written) : Scalars.trap(written);
        if (trap.isPresent()) {
            mistakes.add(
                    path,
                    Place.of(scalar.getStartMark()),
                    trap.get().message(),
                    trap.get().remedy());
            return NODES.nullNode();
        }
        JsonNode value = Scalars.value(written);
        return guide.wantsText() && !value.isNull() ? NODES.textNode(written) : value;
    }

    private void refuseAnchor(Event event, List<String> path, Place place) {
        boolean anchored = event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null);
        if (anchored && sawAnchor) {
            mistakes.spoil(path);
        } else if (anchored) {
            sawAnchor = true;
            mistakes.add(
                    path,
                    place,
                    "anchors (&) and aliases (*) have no place in a study file",
                    "write the value out, or put text that begins with & or * in quotes");
        }
    }

    private void refuseTag(@Nullable String tag, List<String> path, Place place) {
        if (tag != null) {
            mistakes.add(
                    path,
                    place,
                    "the YAML tag " + Show.quoted(tag) + " has no place in a study file",
                    "remove it, or put text that begins with ! in quotes");
        }
    }

    private Event next() {
        Event event = events.next();
        reached = Place.of(event.getEndMark());
        return event;
    }

    private StudyFileException stop(Place place, String message, String remedy) {
        mistakes.add(List.of(), place, message, remedy);
        return mistakes.exception();
    }

    private static List<String> extended(List<String> path, String key) {
        List<String> extended = new ArrayList<>(path);
        extended.add(key);
        return List.copyOf(extended);
    }
}
