package dev.tryout.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows after the few control sequences that the live display uses. */
final class Screen {
    private static final Pattern PIECE = Pattern.compile("\u001b\\[(\\d*)([AJm])|\r|\n|[^\u001b\r\n]+");

    private final List<String> lines = new ArrayList<>();
    private int row;

    void write(String text) {
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            String piece = pieces.group();
            if (piece.equals("\n")) {
                row++;
            } else if (pieces.group(2) == null) {
                type(piece);
            } else if (pieces.group(2).equals("A")) {
                row -= Integer.parseInt(pieces.group(1));
            } else if (pieces.group(2).equals("J")) {
                while (lines.size() > row) {
                    lines.remove(lines.size() - 1);
                }
            }
        }
    }

    private void type(String piece) {
        if (!piece.equals("\r")) {
            while (lines.size() <= row) {
                lines.add("");
            }
            lines.set(row, lines.get(row) + piece);
        }
    }

    void clear() {
        lines.clear();
        row = 0;
    }

    List<String> lines() {
        return lines;
    }
}
