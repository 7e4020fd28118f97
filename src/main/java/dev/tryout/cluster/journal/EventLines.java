package dev.tryout.cluster.journal;

import dev.tryout.study.StudyEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Events on their way to another process: JSON, one a line, compressed. */
public final class EventLines {
    /** Events unpacked at a time; far beyond what is packed. */
    private static final int MAX_BYTES = 256 << 20;

    private EventLines() {}

    /** @param events as JSON without line breaks */
    public static byte[] pack(List<byte[]> events) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream lines = new GZIPOutputStream(packed)) {
            for (byte[] event : events) {
                lines.write(event);
                lines.write('\n');
            }
        }
        return packed.toByteArray();
    }

    /** @throws JournalException where they are damaged or of another version */
    public static List<StudyEvent> unpack(byte[] packed) throws IOException {
        byte[] lines;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            lines = in.readNBytes(MAX_BYTES);
        }
        List<StudyEvent> events = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < lines.length; end++) {
            if (lines[end] == '\n') {
                events.add(EventJson.parse(lines, start, end - start));
                start = end + 1;
            }
        }
        return events;
    }
}
