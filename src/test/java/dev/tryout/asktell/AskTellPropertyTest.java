package dev.tryout.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AskTellPropertyTest {
    private static final String SPACE = "'space':[{'name':'x','type':'float','low':1e-4,'high':1,'log':true},"
            + "{'name':'epochs','type':'int','low':1,'high':64,'log':true},"
            + "{'name':'c','type':'cat','choices':['a','b',3]}]";

    private static String start(String method, long seed, int workers, int epochs, String budget) {
        return SPACE + ",'method':'" + method + "','seed':" + seed + ",'workers':" + workers + ",'epochs':" + epochs
                + "," + budget;
    }

    @Property(tries = 150)
    void keepsToTheTrialsWhateverTheClientDoes(
            @ForAll("methods") String method,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int workers,
            @ForAll @IntRange(min = 1, max = 10) int epochs,
            @ForAll boolean reports) {
        Client client = Client.started(start(method, seed, workers, epochs, "'trials':25"));
        RandomClient random = new RandomClient(client, new Random(seed), workers, epochs, reports);
        random.work();
        assertThat(random.trials()).isEqualTo(25);
    }

    @Property(tries = 100)
    void keepsToTheBudgetWhateverTheClientDoes(
            @ForAll("methods") String method,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int workers,
            @ForAll @IntRange(min = 1, max = 10) int epochs) {
        Client client = Client.started(start(method, seed, workers, epochs, "'budget':60"));
        RandomClient random = new RandomClient(client, new Random(seed), workers, epochs, true);
        random.work();
        assertThat(random.epochsSpent()).isBetween(60, 60 + workers);
    }

    @Property(tries = 300)
    void livesOnWhateverBytesCome(@ForAll @Size(max = 40) byte[] bytes) {
        stillWorks(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void livesOnWhateverRequestsCome(@ForAll("requests") String request) {
        stillWorks(request);
    }

    private static void stillWorks(String request) {
        Client client = new Client();
        assertThat(client.sendRaw(request).has("error")).isTrue();
        Client started = Client.started(start("random", 1, 2, 3, "'trials':9"));
        JsonNode first = started.ask();
        JsonNode answer = started.sendRaw(request);
        assertThat(answer.isObject()).isTrue();
        assertThat(started.send("{'op':'tell','id':" + first.get("id") + ",'value':1,'state':'complete'}")
                        .isEmpty())
                .isTrue();
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of(
                "random",
                "sobol",
                "tpe",
                "random+median",
                "random+percentile",
                "random+asha",
                "tpe+asha",
                "sobol+hyperband");
    }

    /** Requests of the right fields with the wrong values, never the one that ends the session or the open trial. */
    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> values = Arbitraries.of(
                "0",
                "-1",
                "2",
                "7",
                "1.5",
                "1e400",
                "-1e400",
                "99999999999999999999",
                "null",
                "NaN",
                "true",
                "\"\"",
                "\"ask\"",
                "\"tell\"",
                "\"report\"",
                "\"add\"",
                "\"complete\"",
                "[]",
                "{}",
                "[[{}]]",
                "{\"x\":1}",
                "\"\\u0000\"");
        Arbitrary<String> names = Arbitraries.of("op", "id", "epoch", "value", "state", "params", "space", "seed", "?");
        return Arbitraries.maps(names, values).ofMaxSize(6).map(fields -> {
            StringBuilder json = new StringBuilder("{");
            fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                    .append('"' + name + "\":")
                    .append(value));
            return json.append('}').toString();
        });
    }
}
