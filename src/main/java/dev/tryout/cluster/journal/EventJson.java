package dev.tryout.cluster.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of a journal's table to events. */
final class EventJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    /** What a journal's rows are behind a number, and what to say where they are damaged. */
    record Rows(ResultSet rows, long after, String place, String remedy) {
        /** All of them, parsed. */
        List<StudyEvent> parse() throws SQLException, IOException {
            List<StudyEvent> events = new ArrayList<>();
            while (rows.next()) {
                byte[] json = next(events.size());
                try {
                    events.add(JSON.readValue(json, StudyEvent.class));
                } catch (JsonProcessingException e) {
                    throw new JournalException(
                            place + " is damaged or of another version: event " + (after + events.size() + 1) + ": "
                                    + e.getOriginalMessage() + "; " + remedy,
                            e);
                }
            }
            return events;
        }

        /** As many as fit, but one at least where there is one. */
        List<byte[]> json(long maxBytes) throws SQLException, IOException {
            List<byte[]> events = new ArrayList<>();
            long bytes = 0;
            while (rows.next()) {
                byte[] json = next(events.size());
                bytes += json.length;
                if (bytes > maxBytes && !events.isEmpty()) {
                    break;
                }
                events.add(json);
            }
            return events;
        }

        private byte[] next(int before) throws SQLException, IOException {
            long number = after + before + 1;
            if (rows.getLong(1) != number) {
                throw new JournalException(place + " is damaged: event " + number + " is missing; " + remedy);
            }
            return rows.getBytes(2);
        }
    }

    /** @throws JournalException where it is no event */
    static StudyEvent parse(byte[] json, int offset, int length) throws IOException {
        try {
            return JSON.readValue(json, offset, length, StudyEvent.class);
        } catch (JsonProcessingException e) {
            throw new JournalException(
                    "the study's events are of another version of Tryout: " + e.getOriginalMessage(), e);
        }
    }
}
