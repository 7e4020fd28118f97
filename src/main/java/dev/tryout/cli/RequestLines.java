package dev.tryout.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 text, each kept up to a limit, so that no input fills the memory. */
final class RequestLines {
    /** Characters; hundreds of times the longest request that makes sense. */
    static final int MAX_LENGTH = 1 << 22;

    private final BufferedReader reader;

    RequestLines(InputStream input) {
        this.reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    /** The next line without its end, one character longer than the limit where it is too long; empty at the end of input. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return Optional.empty();
        }
        while (character >= 0 && character != '\n') {
            if (line.length() <= MAX_LENGTH) {
                line.append((char) character);
            }
            character = reader.read();
        }
        return Optional.of(line.toString());
    }
}
