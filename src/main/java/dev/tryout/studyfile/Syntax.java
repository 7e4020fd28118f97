package dev.tryout.studyfile;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What YAML's own complaints mean to people. */
final class Syntax {
    private Syntax() {}

    static Place place(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        return mark == null ? Place.WHOLE_FILE : Place.of(mark);
    }

    static String message(MarkedYAMLException e, String text) {
        if (isTab(e, text)) {
            return "a tab in the indentation";
        }
        // SnakeYAML adds advice in parentheses that is about indentation even where nothing is indented.
        String problem = String.valueOf(e.getProblem()).replaceFirst("\\. \\(Do not use .*\\)", "");
        String context = e.getContext() == null ? "" : " " + e.getContext();
        Mark from = e.getContextMark();
        String begun = from == null || context.isEmpty() ? "" : " that begins at " + Place.of(from);
        return "not valid YAML: " + problem + context + begun;
    }

    static String remedy(MarkedYAMLException e, String text) {
        String problem = String.valueOf(e.getProblem());
        if (isTab(e, text)) {
            return "indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put text that holds ': ' in quotes, and check the indentation";
        }
        if (problem.contains("cannot start any token")) {
            return "put the text in quotes";
        }
        return "check brackets, quotes and indentation up to here";
    }

    /** Whether the line of the problem is indented with a tab. */
    private static boolean isTab(MarkedYAMLException e, String text) {
        int line = place(e).line();
        return text.lines()
                .skip(Math.max(0, line - 1))
                .findFirst()
                .filter(found -> found.matches(" *\t.*"))
                .isPresent();
    }
}
