package dev.tryout.cli.progress;

import java.io.PrintWriter;
import java.util.List;

/**
 * A block of lines at the bottom of a terminal, drawn again and again. Uses four control sequences of ECMA-48: cursor up, erase
 * below, and bold on and off.
 */
final class Terminal {
    private static final String ESCAPE = "\u001b[";
    private static final int MIN_COLUMNS = 40;

    private final PrintWriter out;
    private final int columns;
    private final boolean colour;
    private int drawnLines;

    /**
     * @param columns longer lines are cut
     * @param colour whether emphasis may be used
     */
    Terminal(PrintWriter out, int columns, boolean colour) {
        this.out = out;
        this.columns = Math.max(MIN_COLUMNS, columns);
        this.colour = colour;
    }

    /** Takes the block away; what is printed next takes its place. */
    void erase() {
        if (drawnLines > 0) {
            out.print(ESCAPE + drawnLines + "A\r" + ESCAPE + "J");
            drawnLines = 0;
        }
    }

    /** Prints lines that are to stay. */
    void print(List<String> lines) {
        lines.forEach(line -> out.println(cut(line)));
    }

    /** Draws the block below what was printed. */
    void draw(List<String> lines) {
        print(lines);
        drawnLines = lines.size();
    }

    void flush() {
        out.flush();
    }

    String emphasised(String text) {
        return colour ? ESCAPE + "1m" + text + ESCAPE + "0m" : text;
    }

    private String cut(String line) {
        int room = columns
                - 1
                + (line.length() - line.replaceAll("\u001b\\[[0-9;]*m", "").length());
        return line.length() > room ? line.substring(0, room - 1) + "…" : line;
    }
}
