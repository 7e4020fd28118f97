package dev.tryout.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskTellTest {
    private static final String X = "'space':[{'name':'x','type':'float','low':0,'high':1}]";
    private static final String MIXED =
            "'space':[{'name':'learning rate','type':'float','low':1e-6,'high':1,'log':true},"
                    + "{'name':'epochs','type':'int','low':4,'high':256,'log':true},"
                    + "{'name':'act','type':'cat','choices':['relu',null,[1,2]]},"
                    + "{'name':'size','type':'cat','choices':[16,32.5,64]},"
                    + "{'name':'one','type':'float','low':2.5,'high':2.5},"
                    + "{'name':'two','type':'int','low':2,'high':2.0}]";

    @Test
    void searchesUntilTheTrialsAreSpent() {
        Client client = Client.started(X + ",'trials':3,'method':'random'");
        List<JsonNode> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(client.askAndTell(0.5));
        }
        assertThat(asked).extracting(answer -> answer.get("id").intValue()).containsExactly(1, 2, 3);
        assertThat(asked).noneMatch(answer -> answer.has("to"));
        client.expect("{'done':true}", "{'op':'ask'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void givesAsManyTrialsAsThereAreWorkers() {
        Client client = Client.started(X + ",'trials':3,'workers':2,'method':'random'");
        client.ask();
        client.ask();
        client.expect("{'wait':true}", "{'op':'ask'}");
        client.expect("{}", "{'op':'tell','id':2,'value':1,'state':'complete'}");
        assertThat(client.ask().get("id").intValue()).isEqualTo(3);
        client.expect("{}", "{'op':'tell','id':3,'value':1,'state':'complete'}");
        client.expect("{'wait':true}", "{'op':'ask'}");
        client.expect("{}", "{'op':'tell','id':1,'value':1,'state':'complete'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void givesBackNamesAndChoicesAsTheClientWroteThem() {
        Client client = Client.started(MIXED + ",'trials':40,'method':'random','epochs':1");
        Set<JsonNode> activations = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            JsonNode params = client.askAndTell(i).get("params");
            assertThat(params.fieldNames())
                    .toIterable()
                    .containsExactly("learning rate", "epochs", "act", "size", "one", "two");
            assertThat(params.get("learning rate").doubleValue()).isBetween(1e-6, 1.0);
            assertThat(params.get("epochs").isIntegralNumber()).isTrue();
            assertThat(params.get("epochs").intValue()).isBetween(4, 256);
            assertThat(params.get("size").toString()).isIn("16", "32.5", "64");
            assertThat(params.get("one").doubleValue()).isEqualTo(2.5);
            assertThat(params.get("two").intValue()).isEqualTo(2);
            activations.add(params.get("act"));
        }
        assertThat(activations).extracting(JsonNode::toString).containsExactlyInAnyOrder("\"relu\"", "null", "[1,2]");
    }

    @Test
    void givesTheSameSearchForTheSameSeed() {
        for (String method : List.of("random", "sobol", "tpe")) {
            String start = MIXED + ",'trials':15,'seed':-7,'method':'" + method + "'";
            Client first = Client.started(start);
            Client second = Client.started(start);
            for (int i = 0; i < 15; i++) {
                assertThat(first.askAndTell(i * 7 % 5)).isEqualTo(second.askAndTell(i * 7 % 5));
            }
        }
    }

    @Test
    void searchesWithoutABudgetUntilTheSpaceIsExhausted() {
        Client client = Client.started("'space':[{'name':'k','type':'int','low':1,'high':3}],'method':'random'");
        Set<Integer> values = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            values.add(client.askAndTell(1).at("/params/k").intValue());
        }
        assertThat(values).containsExactlyInAnyOrder(1, 2, 3);
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void searchesByItsBestMethodWhereNoneIsNamed() {
        Client client = Client.started(X + ",'trials':2,'epochs':3");
        client.askAndTell(1);
        client.askAndTell(1);
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "NaN", "Infinity", "-Infinity"})
    void countsAValueThatIsNotFiniteAsAFailure(String value) {
        Client client = Client.started(X + ",'trials':2,'method':'random'");
        client.ask();
        client.expect("{}", "{'op':'tell','id':1,'value':" + value + ",'state':'complete'}");
        assertThat(client.ask().get("id").intValue()).isEqualTo(2);
        client.expect("{'stop':false}", "{'op':'report','id':2,'epoch':1,'value':" + value + "}");
        client.expect("{}", "{'op':'tell','id':2,'state':'failed'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void goesOnHoweverManyTrialsFail() {
        Client client = Client.started(X + ",'trials':10,'method':'random','epochs':3");
        for (int id = 1; id <= 10; id++) {
            assertThat(client.ask().get("id").intValue()).isEqualTo(id);
            client.expect("{}", "{'op':'tell','id':" + id + ",'state':'failed'}");
        }
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void takesTrialsFromElsewhere() {
        Client client = Client.started(MIXED + ",'trials':1,'method':'random'");
        String add =
                "{'op':'add','params':{'learning rate':1e-3,'epochs':8.0,'act':[1,2],'size':16.0,'one':2.5,'two':2},";
        client.expect("{}", add + "'value':0.2}");
        client.expect("{}", add + "'value':NaN}");
        assertThat(client.refused(add + "'val':0.2}")).contains("needs 'value'");
        assertThat(client.refused(add.replace("1e-3", "2") + "'value':0.2}"))
                .isEqualTo("'learning rate' must be a number from 1.0E-6 to 1.0, got 2");
        assertThat(client.refused(add.replace("[1,2]", "'tanh'") + "'value':0.2}"))
                .contains("'act' must be one of");
        assertThat(client.refused(add.replace(",'two':2", "") + "'value':0.2}")).contains("needs 'two'");
        assertThat(client.refused(add.replace("'two'", "'tow'") + "'value':0.2}"))
                .contains("did you mean 'two'?");
        client.askAndTell(1);
        client.expect("{'done':true}", "{'op':'ask'}");
        assertThat(client.refused(add + "'value':0.2}")).contains("done");
    }

    @Test
    void doesNotAskForWhatWasAdded() {
        Client client = Client.started("'space':[{'name':'k','type':'int','low':1,'high':2}],'method':'random'");
        client.expect("{}", "{'op':'add','params':{'k':1},'value':0.2}");
        assertThat(client.askAndTell(1).at("/params/k").intValue()).isEqualTo(2);
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'space':[]|array of one or more parameters
            'space':7|array of one or more parameters
            'space':[{'name':'x','type':'float','low':2,'high':1}]|'low' 2.0 is above 'high' 1.0
            'space':[{'name':'x','type':'int','low':0,'high':9,'log':true}]|above 0 on a log scale, got 0
            'space':[{'name':'x','type':'int','low':0.5,'high':9}]|'low' must be a whole number, got 0.5
            'space':[{'name':'x','type':'float','low':0,'high':Infinity}]|'high' must be a finite number
            'space':[{'name':'x','type':'float','low':-1e308,'high':1e308}]|too wide
            'space':[{'name':'x','type':'float','low':0}]|space[0] needs 'high'
            'space':[{'name':'x','type':'flaot','low':0,'high':1}]|one of float, int, cat, got "flaot"
            'space':[{'name':'x','type':'cat','choices':[]}]|array of one or more values
            'space':[{'name':'x','type':'cat','choices':[1,1.0]}]|the choice 1.0 twice
            'space':[{'name':'x','type':'cat','chocies':[1]}]|did you mean 'choices'?
            'space':[{'name':'x','type':'cat','choices':[1]},{'name':'x','type':'cat','choices':[1]}]|another parameter 'x'
            X,'method':'gpx'|no method 'gpx': use one of grid, random
            X,'method':'tpe+ashs'|no scheduler 'ashs' that needs no settings: use one of none, median, percentile, asha, asha-stopping, hyperband
            X,'trials':0|'trials' must be a whole number from 1
            X,'workers':1.5|'workers' must be a whole number from 1
            X,'epochs':'3'|'epochs' must be a whole number from 1 to 2147483647, got "3"
            X,'seed':'a'|'seed' must be a whole number
            X,'tirals':3|did you mean 'trials'?
            X,'direction':'up'|Duplicate field
            """)
    void saysWhatIsWrongWithAStart(String fields, String message) {
        Client client = new Client();
        assertThat(client.refused("{'op':'start','direction':'minimize'," + fields.replaceFirst("^X", X) + "}"))
                .contains(message);
        client.expect("{}", "{'op':'start','direction':'maximize'," + X + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'op':'tell','id':9,'value':1}|trial 9 is not open: open are [1]
            {'op':'tell','id':0,'value':1}|'id' must be a whole number from 1
            {'op':'tell','value':1}|tell needs 'id'
            {'op':'tell','id':1}|tell needs 'value'
            {'op':'tell','id':1,'value':'low'}|'value' must be a number, or null where training diverged, got "low"
            {'op':'tell','id':1,'value':1,'state':'done'}|one of complete, stopped, paused, failed, got "done"
            {'op':'tell','id':1,'value':1,'state':'paused'}|it cannot pause here
            {'op':'tell','id':1,'value':1,'state':'stopped'}|was not told to stop
            {'op':'report','id':1,'value':1}|report needs 'epoch'
            {'op':'report','id':1,'epoch':2,'value':1}|runs to epoch 1, got epoch 2
            {'op':'report','id':2,'epoch':1,'value':1}|trial 2 is not open
            {'op':'start','direction':'minimize','space':[]}|started already
            {'op':'aks'}|one of start, ask, report, tell, add, end, got "aks"
            {'id':1}|needs 'op'
            [1]|must be a JSON object, got [1]
            {'op':'ask'} {'op':'ask'}|not one JSON object on a line
            {'op':'ask'|not one JSON object on a line
            ``|must be a JSON object
            """)
    void refusesWhatDoesNotFitAndChangesNothing(String request, String message) {
        Client client = Client.started(X + ",'trials':1,'method':'random'");
        client.ask();
        assertThat(client.refused(request)).contains(message);
        client.expect("{}", "{'op':'tell','id':1,'value':1,'state':'complete'}");
        assertThat(client.refused("{'op':'tell','id':1,'value':1,'state':'complete'}"))
                .isEqualTo("trial 1 is not open: no trial is");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void wantsAStartFirst() {
        for (String op : List.of("ask", "report", "tell", "add")) {
            assertThat(new Client().refused("{'op':'" + op + "'}")).contains("the first request is start");
        }
        assertThat(new AskTell().answer("{\"op\":\"end\"}")).isEmpty();
    }
}
