package dev.tryout.studyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tryout.space.Nearest;
import dev.tryout.studyfile.StudySchema.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Turns what the schema says against a file into messages for people, at the place of the key or value that is wrong. */
final class SchemaCheck {
    /** What is reported first; a later one at the same part of the file is mostly a consequence. */
    private static final List<String> ORDER =
            List.of("type", "additionalProperties", "propertyNames", "required", "oneOf", "dependentRequired");

    private final Tree tree;
    private final Mistakes mistakes;
    private final Map<List<String>, Set<String>> misspelt = new HashMap<>();
    private final Set<List<String>> miscombined = new HashSet<>();

    private SchemaCheck(Tree tree, Mistakes mistakes) {
        this.tree = tree;
        this.mistakes = mistakes;
    }

    static void check(Tree tree, Mistakes mistakes) {
        SchemaCheck check = new SchemaCheck(tree, mistakes);
        Set<List<String>> mistyped = new HashSet<>();
        Set<List<String>> misvalued = new HashSet<>();
        StudySchema.violations(tree.root()).stream()
                .filter(violation -> !violation.nested())
                .sorted(Comparator.comparingInt(violation -> rank(violation.keyword())))
                .forEach(violation -> {
                    if (violation.keyword().equals("type") && mistyped.add(violation.path())) {
                        check.wrongValue(violation);
                    } else if (!mistyped.contains(violation.path())) {
                        check.report(violation, misvalued);
                    }
                });
    }

    private static int rank(String keyword) {
        int rank = ORDER.indexOf(keyword);
        return rank < 0 ? ORDER.size() : rank;
    }

    private void report(Violation violation, Set<List<String>> misvalued) {
        switch (violation.keyword()) {
            case "additionalProperties" -> unknownKey(violation);
            case "propertyNames" -> wrongName(violation);
            case "required" -> missingKey(violation);
            case "dependentRequired" -> lonelyKey(violation);
            case "oneOf" -> wrongCombination(violation);
            default -> {
                if (misvalued.add(violation.path())) {
                    wrongValue(violation);
                }
            }
        }
    }

    private Cursor cursor(List<String> path) {
        Cursor cursor = tree.cursor();
        for (String key : path) {
            cursor = cursor.node().isArray() ? cursor.item(Integer.parseInt(key)) : cursor.at(key);
        }
        return cursor;
    }

    private void unknownKey(Violation violation) {
        Cursor at = cursor(violation.path()).at(violation.property());
        List<String> known = names(violation.described().get(0).path("properties"));
        Nearest.to(violation.property(), known)
                .ifPresent(name -> misspelt.computeIfAbsent(violation.path(), path -> new HashSet<>())
                        .add(name));
        String question = Nearest.question(violation.property(), known);
        mistakes.addAtKey(
                at,
                "unknown key " + Show.quoted(violation.property()),
                question.isEmpty() ? "the keys here are " + Show.all(known) : question);
    }

    private void wrongName(Violation violation) {
        mistakes.addAtKey(
                cursor(violation.path()).at(violation.property()),
                Show.quoted(violation.property()) + " is no parameter name",
                "use at most 100 letters, digits, '_', '.' and '-', a letter or '_' first");
    }

    private void missingKey(Violation violation) {
        if (isMisspelt(violation.path(), violation.property())) {
            return;
        }
        Cursor parent = cursor(violation.path());
        JsonNode wanted = violation.described().stream()
                .map(node -> node.path("properties").path(violation.property()))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
        mistakes.add(
                parent.at(violation.property()).path(),
                parent.keyPlace(),
                Show.quoted(violation.property()) + " is missing"
                        + (parent.path().isEmpty() ? "" : " here"),
                "add '" + violation.property() + ":' (" + wanted.path("title").asText("a value") + ")");
    }

    private void lonelyKey(Violation violation) {
        Cursor key = cursor(violation.path()).at(violation.property());
        List<String> wanted = new ArrayList<>();
        violation.value().path(violation.property()).forEach(name -> wanted.add(name.asText()));
        if (!miscombined.contains(violation.path()) && !isMisspelt(violation.path(), wanted.get(0))) {
            mistakes.addAtKey(
                    key,
                    Show.quoted(violation.property()) + " goes with " + quoted(wanted) + ", which is not here",
                    "remove it, or add " + quoted(wanted));
        }
    }

    private void wrongCombination(Violation violation) {
        miscombined.add(violation.path());
        if (misspelt.containsKey(violation.path())) {
            return;
        }
        Cursor at = cursor(violation.path());
        List<List<String>> branches = StreamSupport.stream(violation.value().spliterator(), false)
                .map(branch -> StreamSupport.stream(branch.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .toList();
        List<String> found = branches.stream()
                .flatMap(List::stream)
                .filter(key -> at.at(key).isThere())
                .toList();
        String subject = at.path().isEmpty() ? "the study" : Show.quoted(at.key());
        mistakes.addAtKey(
                at,
                subject + " needs either "
                        + alternatives(branches) + "; found "
                        + (found.isEmpty() ? "none of them" : quoted(found)),
                "");
    }

    private static String alternatives(List<List<String>> branches) {
        boolean areSingle = branches.stream().allMatch(branch -> branch.size() == 1);
        return branches.stream().map(SchemaCheck::quoted).collect(Collectors.joining(areSingle ? " or " : ", or "));
    }

    private boolean isMisspelt(List<String> path, String name) {
        return misspelt.getOrDefault(path, Set.of()).contains(name);
    }

    private void wrongValue(Violation violation) {
        Cursor at = cursor(violation.path());
        if (!mistakes.isSound(at.path())) {
            return;
        }
        if (violation.keyword().equals("uniqueItems")) {
            repeatedItem(at);
            return;
        }
        List<String> choices = StreamSupport.stream(
                        violation.described().get(0).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String expected = choices.isEmpty() ? violation.text("title") : Show.either(choices);
        String question = at.node().isTextual() ? Nearest.question(at.text(), choices) : "";
        mistakes.add(
                at,
                subject(at) + " must be " + expected + "; found " + found(at),
                question.isEmpty() ? remedy(at, violation) : question);
    }

    private void repeatedItem(Cursor list) {
        Set<JsonNode> seen = new HashSet<>();
        list.items().stream()
                .filter(item -> !seen.add(item.node()))
                .findFirst()
                .ifPresent(item -> mistakes.add(
                        item, Show.quoted(item.raw()) + " is there twice in " + subject(list), "remove one of them"));
    }

    private static String remedy(Cursor at, Violation violation) {
        boolean unquote = violation.keyword().equals("type")
                && at.node().isTextual()
                && Scalars.value(at.raw()).isNumber();
        return unquote ? "write the number without quotes" : "";
    }

    private static String subject(Cursor at) {
        if (at.path().isEmpty()) {
            return "the file";
        }
        boolean isItem = at.path().size() > 1 && at.key().matches("[0-9]+");
        return isItem
                ? "item " + (Integer.parseInt(at.key()) + 1) + " of "
                        + Show.quoted(at.path().get(at.path().size() - 2))
                : Show.quoted(at.key());
    }

    private static String found(Cursor at) {
        return switch (at.node().getNodeType()) {
            case OBJECT -> at.node().isEmpty() ? "a mapping without keys" : "a mapping";
            case ARRAY ->
                at.node().isEmpty()
                        ? "a list without items"
                        : "a list of " + at.node().size();
            case NULL, MISSING -> "nothing";
            case STRING -> Show.quoted(at.raw());
            default -> at.raw();
        };
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String quoted(List<String> names) {
        return names.stream().map(Show::quoted).collect(Collectors.collectingAndThen(Collectors.toList(), Show::all));
    }
}
