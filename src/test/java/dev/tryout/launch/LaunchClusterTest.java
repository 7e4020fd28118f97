package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launch script does with processes and machines, with a shell script in place of tryout and of ssh. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launch script is a shell script")
class LaunchClusterTest {
    @TempDir
    private Path folder = Path.of("");

    private LaunchScript script;

    @BeforeEach
    void create() throws IOException {
        script = new LaunchScript(folder, Files.readString(Path.of("src/test/resources/launch/tryout")));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (Files.exists(script.studies().resolve("cluster/plan"))) {
            script.run("stop", "--limit", "1");
        }
    }

    private void let(String misbehaviour) throws IOException {
        Files.writeString(folder.resolve(misbehaviour), "");
    }

    private String hosts(String text) throws IOException {
        return Files.writeString(folder.resolve("hosts"), text).toString();
    }

    @Test
    void everyMachineOfTheHostsFileGetsItsProcesses() throws Exception {
        String hosts = hosts("""
                head   coordinator,worker port=7001 devices=cpu threads=2
                second coordinator ssh=ml@second-host
                third  coordinator
                gpu-1  worker devices=gpu:0,gpu:1  # two cards
                gpu-2  worker
                """);
        LaunchScript.Result started = script.start("--hosts", hosts, "--tls", "/etc/tryout", "--drain-limit", "5")
                .succeeded();
        assertThat(started.output())
                .contains("worker-gpu-1-gpu1", "./tryout run FILE --join head:7001,second:7355,third:7355");
        assertThat(script.hostsAsked()).containsExactlyInAnyOrder("head", "ml@second-host", "third", "gpu-1", "gpu-2");
        assertThat(script.commandLines()).hasSize(6).allSatisfy(CommandLines::assertKnown);
        assertThat(script.commandLines())
                .contains(
                        "coordinator --address second:7355 --coordinators head:7001,second:7355,third:7355 --studies "
                                + script.studies(),
                        "worker --join head:7001,second:7355,third:7355 --name worker-gpu-1 --device gpu:0,gpu:1 --studies "
                                + script.studies() + " --drain-limit 5");
        assertThat(script.run("logs", "worker-gpu-2").succeeded().output())
                .contains("at gpu-2 with /etc/tryout/gpu-2")
                .doesNotContain("worker-gpu-1");
        assertThat(script.run("status").succeeded().output().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("up "));

        assertThat(script.run("stop").succeeded().output()).contains("worker-head on head: stopped");
        assertThat(script.run("status").failed(1).output().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("down "));
    }

    @Test
    void onlyWhatIsDownIsStartedAgain() throws Exception {
        script.start("--local", "2").succeeded();
        ProcessHandle stays = script.process("worker-1");
        ProcessHandle dies = script.process("worker-2");
        dies.destroyForcibly();
        dies.onExit().get(60, TimeUnit.SECONDS);
        assertThat(script.run("status").failed(1).output())
                .contains("down     worker-2")
                .contains("up       worker-1");

        assertThat(script.run("restart-missing").succeeded().output())
                .contains("worker-2: started")
                .doesNotContain("worker-1: started");
        assertThat(script.process("worker-1")).isEqualTo(stays);
        assertThat(script.process("worker-2")).isNotEqualTo(dies);
        assertThat(script.start("--local", "2").failed(1).output()).contains("is up");
    }

    @Test
    void aWorkerThatEndsAtOnceIsNamedWithTheEndOfItsLog() throws Exception {
        let("broken");
        assertThat(script.start("--local", "1").failed(1).output())
                .contains("worker-1 on this machine: ended", "the device is broken");
        assertThat(script.run("logs").succeeded().output()).contains("coordinator at 127.0.0.1:7355");
    }

    @Test
    void aClusterThatGivesNoAnswerIsNotUp() throws Exception {
        script.start("--local", "1").succeeded();
        let("lost");
        assertThat(script.run("restart-missing", "--wait", "1").failed(1).output())
                .contains("not up within 1 s", "cluster on this machine: gives no answer: no answer from the cluster");
    }

    @Test
    void aWorkerThatDoesNotJoinInTimeIsNamedWithTheEndOfItsLog() throws Exception {
        script.start("--local", "1").succeeded();
        Files.writeString(folder.resolve("worker-1.joined"), "worker  worker-10  localhost  cpu\n");
        assertThat(script.run("restart-missing", "--wait", "1").failed(1).output())
                .contains("not up within 1 s", "worker-1 on this machine: starting", "at  with");
    }

    @Test
    void nothingIsStartedWhereAMachineCannotBeReached() throws Exception {
        String hosts = hosts("head coordinator,worker\nunreachable worker\n");
        assertThat(script.start("--hosts", hosts).failed(1).output())
                .contains("unreachable: ssh failed: ssh: connect to host unreachable port 22: No route to host")
                .contains("nothing was started");
        assertThat(script.studies()).doesNotExist();
    }

    @Test
    void whatDoesNotEndIsKilledAndThatIsSaid() throws Exception {
        let("stubborn");
        script.start("--local", "1").succeeded();
        ProcessHandle worker = script.process("worker-1");
        assertThat(script.run("stop", "--limit", "1").failed(1).output())
                .contains("worker-1 on this machine: killed, as it had not ended after 1 s")
                .contains("coordinator-127.0.0.1-7355 on this machine: stopped");
        worker.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aProcessIdThatIsSomebodyElsesByNowIsLeftAlone() throws Exception {
        script.start("--local", "1").succeeded();
        script.run("stop").succeeded();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.write(
                    script.pidFile("worker-1"),
                    List.of(String.valueOf(other.pid()), script.commandLines().get(1)));
            assertThat(script.run("status").failed(1).output()).contains("down     worker-1");
            assertThat(script.run("stop").succeeded().output()).contains("worker-1 on this machine: was down");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start                                | needs either --hosts FILE or --local N
            start --local 1 --hosts hosts        | needs either --hosts FILE or --local N
            start --local 0                      | --local must be a number from 1 to 256, got '0'
            start --local two                    | --local must be a number from 1 to 256, got 'two'
            start --local 1 --coordinators 2     | --coordinators must be 1 or 3, got '2'
            start --local 1 --port 70000         | --port must be a number from 1 to 65533, got '70000'
            start --local 1 --tls /a;b           | --tls must be of letters
            start --local                        | --local needs a value
            stop --wait 3                        | stop has no option --wait
            status worker-1                      | 'worker-1' is too much
            begin                                | no action 'begin'
            """)
    void aCommandLineThatIsWrongIsRefused(String arguments, String message) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "cluster-conf/launch-cluster.sh"));
        command.addAll(List.of(arguments.split(" ")));
        assertThat(LaunchScript.command(command, Map.of()).failed(2).output()).contains(message);
    }

    @Test
    void whatWasNeverStartedIsSaid() throws Exception {
        assertThat(script.run("stop").failed(1).output()).contains("no cluster was started with");
        assertThat(script.start("--hosts", folder.resolve("none").toString())
                        .failed(3)
                        .output())
                .contains("cannot read the hosts file");
        script.start("--local", "1").succeeded();
        assertThat(script.run("logs", "worker-7").failed(2).output())
                .contains("no process 'worker-7'; there are: coordinator-127.0.0.1-7355 worker-1");
    }
}
