package dev.tryout.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** A client whose workers report in any order, some trials failing, and which checks what it is asked. */
final class RandomClient {
    private static final int PATIENCE = 10_000;

    /** What one worker is at. */
    private record Task(int id, int epoch, int to) {}

    private final Client client;
    private final Random random;
    private final int workers;
    private final int epochs;
    private final boolean reports;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<Integer, JsonNode> params = new HashMap<>();
    private final Map<Integer, Integer> paused = new HashMap<>();
    private final Set<String> trained = new HashSet<>();
    private int spent;

    RandomClient(Client client, Random random, int workers, int epochs, boolean reports) {
        this.client = client;
        this.random = random;
        this.workers = workers;
        this.epochs = epochs;
        this.reports = reports;
    }

    /** Works until there is nothing more to do. */
    void work() {
        for (int i = 0; i < PATIENCE; i++) {
            if (tasks.isEmpty() || random.nextBoolean()) {
                JsonNode answer = client.ask();
                if (answer.has("done")) {
                    assertThat(tasks).as("open trials of a search that is done").isEmpty();
                    return;
                }
                if (answer.has("wait")) {
                    assertThat(tasks).as("wait, with nothing to wait for").isNotEmpty();
                } else {
                    take(answer);
                }
            } else {
                advance(tasks.remove(random.nextInt(tasks.size())));
            }
        }
        throw new AssertionError("the search came to no end");
    }

    int trials() {
        return params.size();
    }

    /** Epochs trained in all. */
    int epochsSpent() {
        return spent;
    }

    private void take(JsonNode answer) {
        int id = answer.get("id").intValue();
        JsonNode own = answer.get("params");
        if (paused.containsKey(id)) {
            assertThat(own).isEqualTo(params.get(id));
        } else {
            assertThat(params).as("ids").doesNotContainKey(id);
            assertThat(params.values()).as("configurations").doesNotContain(own);
            checkBounds(own);
        }
        params.put(id, own);
        int from = paused.getOrDefault(id, 0);
        paused.remove(id);
        int to = answer.path("to").asInt(epochs);
        assertThat(to).isBetween(from + 1, epochs);
        assertThat(answer.has("to")).isEqualTo(to < epochs);
        assertThat(tasks).extracting(Task::id).doesNotContain(id);
        tasks.add(new Task(id, from, to));
        assertThat(tasks).as("open trials").hasSizeLessThanOrEqualTo(workers);
    }

    private static void checkBounds(JsonNode own) {
        assertThat(own.get("x").doubleValue()).isBetween(1e-4, 1.0);
        assertThat(own.get("epochs").intValue()).isBetween(1, 64);
        assertThat(own.get("c").toString()).isIn("\"a\"", "\"b\"", "3");
    }

    private void advance(Task task) {
        if (random.nextInt(30) == 0) {
            spent++;
            tell(task.id(), "failed", "null");
        } else if (reports) {
            report(task);
        } else {
            for (int epoch = task.epoch() + 1; epoch <= task.to(); epoch++) {
                train(task.id(), epoch);
            }
            end(new Task(task.id(), task.to(), task.to()));
        }
    }

    private void report(Task task) {
        int epoch = task.epoch() + 1;
        train(task.id(), epoch);
        JsonNode answer = client.send(
                "{'op':'report','id':" + task.id() + ",'epoch':" + epoch + ",'value':" + value(task.id(), epoch) + "}");
        assertThat(answer.fieldNames()).toIterable().containsExactly("stop");
        if (answer.get("stop").booleanValue()) {
            assertThat(epoch).isLessThan(epochs);
            tell(task.id(), "stopped", "1");
        } else if (epoch == task.to()) {
            end(new Task(task.id(), epoch, epoch));
        } else {
            tasks.add(new Task(task.id(), epoch, task.to()));
        }
    }

    private void end(Task task) {
        boolean pauses = task.to() < epochs;
        if (pauses) {
            paused.put(task.id(), task.to());
        }
        tell(task.id(), pauses ? "paused" : "complete", Double.toString(value(task.id(), task.to())));
    }

    private void tell(int id, String state, String value) {
        ObjectNode none =
                (ObjectNode) client.send("{'op':'tell','id':" + id + ",'state':'" + state + "','value':" + value + "}");
        assertThat(none).isEmpty();
        client.refused("{'op':'tell','id':" + id + ",'state':'" + state + "','value':" + value + "}");
    }

    private void train(int id, int epoch) {
        assertThat(trained.add(id + "/" + epoch))
                .as("epoch " + epoch + " of trial " + id + " again")
                .isTrue();
        spent++;
    }

    private double value(int id, int epoch) {
        return Objects.requireNonNull(params.get(id)).get("x").doubleValue() + 1.0 / epoch;
    }
}
