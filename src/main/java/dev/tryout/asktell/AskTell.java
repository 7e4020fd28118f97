package dev.tryout.asktell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tryout.trial.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the protocol: a line of JSON in, a line of JSON out. A request that cannot be met is answered with its error and
 * changes nothing. Values may be {@code NaN}, {@code Infinity} and {@code null}, as the JSON writers of several languages have it.
 */
public final class AskTell {
    private static final List<String> OPS = List.of("start", "ask", "report", "tell", "add", "end");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Session(Start start, Search search) {}

    private @Nullable Session session;

    /** The answer to a request, without a line's end; empty where the client ends the session. */
    public Optional<String> answer(String line) {
        try {
            JsonNode request = parse(line);
            String op = new Fields("the request", request).oneOf("op", OPS);
            return op.equals("end")
                    ? Optional.empty()
                    : Optional.of(perform(op, request).toString());
        } catch (BadRequest e) {
            return Optional.of(error(String.valueOf(e.getMessage())));
        }
    }

    /** The answer to a request that cannot be met. */
    public static String error(String message) {
        return JSON.createObjectNode().put("error", message).toString();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            String column = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            throw new BadRequest("not one JSON object on a line: " + e.getOriginalMessage() + column);
        }
    }

    private ObjectNode perform(String op, JsonNode request) {
        Fields fields = new Fields(op, request);
        return switch (op) {
            case "start" -> start(request);
            case "ask" -> ask(current());
            case "report" -> report(current(), fields);
            case "tell" -> tell(current(), fields);
            default -> add(current(), fields);
        };
    }

    private Session current() {
        if (session == null) {
            throw new BadRequest("nothing was started: the first request is start");
        }
        return session;
    }

    private ObjectNode start(JsonNode request) {
        if (session != null) {
            throw new BadRequest("a search was started already: use one process for each");
        }
        Start start = Start.read(request);
        session = new Session(start, new Search(start.spec(), start.workers()));
        return JSON.createObjectNode();
    }

    private static ObjectNode ask(Session session) {
        Optional<Trial> asked = session.search().ask();
        ObjectNode answer = JSON.createObjectNode();
        if (asked.isEmpty()) {
            return answer.put(session.search().isDone() ? "done" : "wait", true);
        }
        Trial trial = asked.get();
        answer.put("id", trial.id());
        answer.set("params", session.start().space().toClient(trial.configuration()));
        return trial.target() < trial.epochs() ? answer.put("to", trial.target()) : answer;
    }

    private static ObjectNode report(Session session, Fields fields) {
        int id = fields.count("id");
        boolean stop = session.search().report(id, fields.count("epoch"), fields.value("value"));
        return JSON.createObjectNode().put("stop", stop);
    }

    private static ObjectNode tell(Session session, Fields fields) {
        Ending ending = fields.has("state") ? Ending.of(fields.oneOf("state", Ending.spellings())) : Ending.COMPLETE;
        session.search().tell(fields.count("id"), ending, () -> fields.value("value"));
        return JSON.createObjectNode();
    }

    private static ObjectNode add(Session session, Fields fields) {
        int epochs = session.start().epochs();
        session.search()
                .add(session.start().space().fromClient(fields.required("params"), epochs), fields.value("value"));
        return JSON.createObjectNode();
    }
}
