package dev.tryout.cli.progress;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines that are painted over with every look, as many as the terminal has. */
public final class Repainted {
    private static final int MIN_ROWS = 5;

    private final Terminal terminal;
    private final int rows;

    /**
     * A display.
     *
     * @param columns of the terminal; longer lines are cut
     * @param rows of the terminal; further lines are left out
     * @param colour whether emphasis may be used
     */
    public Repainted(PrintWriter out, int columns, int rows, boolean colour) {
        this.terminal = new Terminal(out, columns, colour);
        this.rows = Math.max(MIN_ROWS, rows);
    }

    /**
     * Shows lines in place of those before.
     *
     * @param lines the first one is emphasised
     * @param hint the last line, always shown
     */
    public void show(List<String> lines, String hint) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), rows - 2)));
        shown.set(0, terminal.emphasised(shown.get(0)));
        shown.add(hint);
        terminal.erase();
        terminal.draw(shown);
        terminal.flush();
    }
}
