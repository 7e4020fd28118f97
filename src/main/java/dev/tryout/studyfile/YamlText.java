package dev.tryout.studyfile;

import java.util.regex.Pattern;

/** Values as YAML that reads back to them. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    private YamlText() {}

    /** A number or truth value as it is, and text in double quotes unless it is plainly a word. */
    static String of(Object value) {
        if (!(value instanceof String text)) {
            return value.toString().replace('E', 'e');
        }
        boolean isWord = PLAIN.matcher(text).matches()
                && Scalars.trapAsText(text).isEmpty()
                && Scalars.trap(text).isEmpty()
                && Scalars.value(text).isTextual();
        return isWord ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Show.isHarmless(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }
}
