package dev.tryout.studyfile;

import org.yaml.snakeyaml.error.Mark;

/**
 * Where something is in a file.
 *
 * @param line counted from 1, or 0 where the file as a whole is meant
 * @param column in characters, counted from 1, or 0 where the file as a whole is meant
 */
record Place(int line, int column) {
    static final Place WHOLE_FILE = new Place(0, 0);

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
