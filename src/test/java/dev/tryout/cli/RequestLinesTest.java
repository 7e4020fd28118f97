package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestLinesTest {
    private static RequestLines lines(String text) {
        return new RequestLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void endWithTheirInput() throws IOException {
        RequestLines lines = lines("ä\n\nlast");
        assertThat(lines.next()).contains("ä");
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("last");
        assertThat(lines.next()).isEmpty();
        assertThat(lines("").next()).isEmpty();
    }

    @Test
    void areCutWhereTheyAreTooLong() throws IOException {
        RequestLines lines = lines("x".repeat(RequestLines.MAX_LENGTH + 1_000) + "\nnext");
        assertThat(lines.next().orElseThrow()).hasSize(RequestLines.MAX_LENGTH + 1);
        assertThat(lines.next()).contains("next");
    }
}
