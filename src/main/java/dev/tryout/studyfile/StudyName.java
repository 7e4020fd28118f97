package dev.tryout.studyfile;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names a study may have: those that are safe as the name of a folder and of a file, on every system. */
public final class StudyName {
    private static final int MAX_CHARACTERS = 100;
    /** File systems allow 255 bytes, of which endings such as .html take some. */
    private static final int MAX_BYTES = 200;

    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"/\\\\|?*]");
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private StudyName() {}

    /** What is wrong with a name, such as {@code holds '/'}, or empty where nothing is. */
    public static Optional<String> problem(String name) {
        var forbidden = FORBIDDEN.matcher(name);
        if (name.isBlank()) {
            return Optional.of("is blank");
        }
        if (name.codePointCount(0, name.length()) > MAX_CHARACTERS
                || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("is longer than " + MAX_CHARACTERS + " characters or " + MAX_BYTES + " bytes");
        }
        if (forbidden.find()) {
            return Optional.of("holds '" + forbidden.group() + "', which file names may not");
        }
        if (name.startsWith(".") || name.startsWith("-") || Character.isWhitespace(name.codePointAt(0))) {
            return Optional.of("begins with '.', '-' or a space");
        }
        if (name.endsWith(".") || Character.isWhitespace(name.codePointBefore(name.length()))) {
            return Optional.of("ends with '.' or a space");
        }
        if (DEVICE.matcher(name).matches()) {
            return Optional.of("is the name of a device on Windows");
        }
        return name.codePoints().allMatch(Show::isHarmless)
                ? Optional.empty()
                : Optional.of("holds a character that cannot be seen");
    }
}
