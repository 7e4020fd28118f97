package dev.tryout.asktell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client as tests write one: requests with single quotes, answers as JSON. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AskTell session = new AskTell();

    static Client started(String fields) {
        Client client = new Client();
        client.expect("{}", "{'op':'start','direction':'minimize'," + fields + "}");
        return client;
    }

    JsonNode send(String request) {
        return sendRaw(request.replace('\'', '"'));
    }

    JsonNode sendRaw(String request) {
        try {
            return JSON.readTree(session.answer(request).orElseThrow());
        } catch (JsonProcessingException e) {
            throw new AssertionError(request, e);
        }
    }

    /** The message of a request that is refused. */
    String refused(String request) {
        JsonNode answer = send(request);
        if (!answer.path("error").isTextual() || answer.size() != 1) {
            throw new AssertionError(request + " was answered " + answer);
        }
        return answer.path("error").textValue();
    }

    void expect(String answer, String request) {
        try {
            JsonNode expected = JSON.readTree(answer.replace('\'', '"'));
            JsonNode got = send(request);
            if (!got.equals(expected)) {
                throw new AssertionError(request + " was answered " + got + ", not " + expected);
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer, e);
        }
    }

    JsonNode ask() {
        return send("{'op':'ask'}");
    }

    /** Asks, tells the trial complete, and returns what was asked. */
    JsonNode askAndTell(double value) {
        JsonNode asked = ask();
        expect("{}", "{'op':'tell','id':" + asked.get("id") + ",'value':" + value + ",'state':'complete'}");
        return asked;
    }
}
