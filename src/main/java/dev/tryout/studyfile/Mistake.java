package dev.tryout.studyfile;

/**
 * One mistake in a study file.
 *
 * @param file as the user named it
 * @param line counted from 1, or 0 where the file as a whole is meant
 * @param column in characters, counted from 1, or 0 where the file as a whole is meant
 * @param message what was found and what was expected
 * @param remedy what to do about it, such as the nearest right name; empty where the message says it
 */
public record Mistake(String file, int line, int column, String message, String remedy) {
    /** One line, as compilers write it: {@code search-spaces/x.yaml:12:5: message; remedy}. */
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
