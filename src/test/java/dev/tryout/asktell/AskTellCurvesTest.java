package dev.tryout.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Trials of several epochs. */
class AskTellCurvesTest {
    private static final String X = "'space':[{'name':'x','type':'float','low':0,'high':1}],'epochs':9,";

    private static String report(int id, int epoch, double value) {
        return "{'op':'report','id':" + id + ",'epoch':" + epoch + ",'value':" + value + "}";
    }

    @Test
    void stopsTrialsThatFallBehind() {
        Client client = Client.started(X + "'method':'random+asha-stopping','workers':2,'trials':2");
        client.ask();
        client.ask();
        client.expect("{'stop':false}", report(1, 1, 0.1));
        client.expect("{'stop':true}", report(2, 1, 0.2));
        assertThat(client.refused(report(2, 2, 0.2))).contains("trial 2 is over at epoch 1");
        client.expect("{}", "{'op':'tell','id':2,'value':0.2,'state':'stopped'}");
        for (int epoch = 2; epoch <= 9; epoch++) {
            client.expect("{'stop':false}", report(1, epoch, 0.1));
        }
        client.expect("{}", "{'op':'tell','id':1,'value':0.1,'state':'complete'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void neverTakesAnEpochTwice() {
        Client client = Client.started(X + "'method':'random'");
        client.ask();
        client.expect("{'stop':false}", report(1, 2, 0.1));
        assertThat(client.refused(report(1, 2, 0.1))).contains("is known already: the next is 3");
        assertThat(client.refused(report(1, 1, 0.1))).contains("is known already: the next is 3");
        assertThat(client.refused(report(1, 10, 0.1))).contains("runs to epoch 9");
    }

    @Test
    void stopsATrialThatDiverges() {
        Client client = Client.started(X + "'method':'random'");
        client.ask();
        client.expect("{'stop':true}", "{'op':'report','id':1,'epoch':1,'value':null}");
        client.expect("{}", "{'op':'tell','id':1,'state':'failed'}");
    }

    @Test
    void countsEpochsTowardsABudget() {
        Client client = Client.started(X + "'method':'random','budget':12");
        client.askAndTell(0.5);
        client.ask();
        client.expect("{'stop':false}", report(2, 1, 0.5));
        client.expect("{'stop':false}", report(2, 2, 0.5));
        client.expect("{'stop':true}", report(2, 3, 0.5));
        client.expect("{}", "{'op':'tell','id':2,'value':0.5,'state':'stopped'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }

    @Test
    void letsATrialEndEarlyByItself() {
        Client client = Client.started(X + "'method':'random','trials':1");
        client.ask();
        client.expect("{'stop':false}", report(1, 1, 0.5));
        client.expect("{}", "{'op':'tell','id':1,'value':0.5,'state':'complete'}");
        client.expect("{'done':true}", "{'op':'ask'}");
    }
}
