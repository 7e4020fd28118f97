package dev.tryout.cli.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.StudyEvent;
import java.io.PrintWriter;
import java.util.Map;

/** The study's events as they are in the journal, a JSON object a line; notices as {@code {"event":"notice"}}. */
public final class JsonProgress implements Progress {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final PrintWriter out;

    public JsonProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void update(SupervisorMessage.Update update, long nowMs) {
        for (StudyEvent event : update.events()) {
            print(event);
        }
    }

    @Override
    public void notice(String text) {
        print(Map.of("event", "notice", "text", text));
    }

    private void print(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void tick(long nowMs) {}

    @Override
    public void close() {
        out.flush();
    }
}
