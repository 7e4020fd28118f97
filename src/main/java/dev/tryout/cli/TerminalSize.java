package dev.tryout.cli;

import java.util.Optional;

/**
 * How large the terminal is that standard output goes to.
 *
 * @param columns characters in a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {
    private static final int DEFAULT_ROWS = 24;

    /** As the launcher says in the environment; empty where standard output is no terminal, or one that can show lines only. */
    static Optional<TerminalSize> find() {
        int columns = number("TRYOUT_COLUMNS", 0);
        String terminal = System.getenv("TERM");
        return columns > 0 && terminal != null && !terminal.equals("dumb")
                ? Optional.of(new TerminalSize(columns, number("TRYOUT_ROWS", DEFAULT_ROWS)))
                : Optional.empty();
    }

    /** Whether emphasis may be used. */
    static boolean colour() {
        return System.getenv("NO_COLOR") == null;
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value != null && value.matches("\\d{1,4}") ? Integer.parseInt(value) : otherwise;
    }
}
