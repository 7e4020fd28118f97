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

    /**
     * Reads all the rows.
     *
     * @param rows in order: number, payload
     * @param place of the journal, for people
     * @param remedy for a damaged journal
     */
    static List<StudyEvent> read(ResultSet rows, String place, String remedy) throws SQLException, IOException {
        List<StudyEvent> events = new ArrayList<>();
        while (rows.next()) {
            int number = events.size() + 1;
            if (rows.getLong(1) != number) {
                throw new JournalException(place + " is damaged: event " + number + " is missing; " + remedy);
            }
            try {
                events.add(JSON.readValue(rows.getBytes(2), StudyEvent.class));
            } catch (JsonProcessingException e) {
                throw new JournalException(
                        place + " is damaged or of another version: event " + number + ": " + e.getOriginalMessage()
                                + "; " + remedy,
                        e);
            }
        }
        return events;
    }
}
