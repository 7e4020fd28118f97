package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.cli.Main;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.StudyView;
import dev.tryout.trial.TrialState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real processes is started, loses some, gets them back, finishes a study, and is stopped without a remainder. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there are all of 127.0.0.0/8 addresses of this machine")
class LaunchClusterIT {
    private static final int LIMIT_SECONDS = 120;

    /** Reports an epoch for each file go-1, go-2 and so on. */
    private static final String TRAINING = """
            epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
            while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                while [ ! -e "go-$epoch" ]; do sleep 0.1; done
                echo "{\\"epoch\\": $epoch, \\"loss\\": $TRYOUT_PARAM_X}"
                epoch=$((epoch + 1))
            done
            """;

    private static final String STUDY = """
            version: 1
            study: launched
            metric: {name: loss, goal: minimize}
            method: random
            scheduler: none
            budget: {trials: 3}
            parameters:
              x: {min: 0.0, max: 1.0}
              epochs: 2
            command: [sh, train.sh]
            grace_seconds: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    /** The command as it is built here, in a folder of its own. */
    private LaunchScript script() throws IOException {
        return new LaunchScript(
                folder,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path")
                        + "' " + Main.class.getName() + " \"$@\"\n");
    }

    /** A port that is free at this moment, and the two after it likely so. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(socket.getLocalPort(), 65_533);
        }
    }

    private TryoutProcess submit(String coordinators) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("train.sh"), TRAINING);
        Files.writeString(folder.resolve("launched.yaml"), STUDY);
        TryoutProcess running = TryoutProcess.start(folder, "run", "launched.yaml", "--join", coordinators);
        running.awaitOutput(text -> text.contains("trial 1:"));
        return running;
    }

    private void let(String file) throws IOException {
        Files.writeString(folder.resolve(file), "");
    }

    private static void kill(ProcessHandle process) throws Exception {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        for (ProcessHandle child : children) {
            child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS); // By itself, as its parent is gone.
        }
    }

    private StudyView view() throws IOException {
        return new StudyFolder(folder.resolve("studies/launched"))
                .journal(null)
                .replay()
                .view();
    }

    /** Processes of this user that name the folder of this test. */
    private List<String> remainder() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.resolve("studies").toString()))
                .toList();
    }

    private void assertFinished(TryoutProcess running) throws Exception {
        assertThat(running.exitCode()).as(running.output()).isZero();
        assertThat(running.output()).contains("champion  trial");
        assertThat(view().trials()).hasSize(3).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void aWorkerThatIsKilledIsBroughtBack() throws Exception {
        LaunchScript script = script();
        int port = freePort();
        try {
            script.start("--local", "2", "--port", String.valueOf(port), "--drain-limit", "20")
                    .succeeded();
            assertThat(script.run("status").succeeded().output().lines()).hasSize(3);
            try (TryoutProcess running = submit("127.0.0.1:" + port)) {
                kill(script.process("worker-1"));
                assertThat(script.run("status").failed(1).output()).contains("down     worker-1");
                assertThat(script.run("restart-missing").succeeded().output()).contains("worker-1: started");
                let("go-1");
                let("go-2");
                assertFinished(running);
            }
        } finally {
            assertThat(script.run("stop").output()).contains("worker-1 on this machine: stopped");
        }
        assertThat(remainder()).isEmpty();
    }

    @Tag("long")
    @Test
    void ofThreeCoordinatorsThatAHostsFileNamesOneMayDie() throws Exception {
        LaunchScript script = script();
        int port = freePort();
        String hosts =
                Files.writeString(folder.resolve("hosts"), """
                127.0.0.1 coordinator port=%1$d
                127.0.0.2 coordinator port=%1$d
                127.0.0.3 coordinator,worker port=%1$d devices=cpu threads=1
                """.formatted(port)).toString();
        String coordinators = "127.0.0.1:%1$d,127.0.0.2:%1$d,127.0.0.3:%1$d".formatted(port);
        try {
            assertThat(script.start("--hosts", hosts, "--drain-limit", "20")
                            .succeeded()
                            .output())
                    .containsPattern("worker  worker-127\\.0\\.0\\.3 +127\\.0\\.0\\.3 ");
            assertThat(script.hostsAsked()).containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2", "127.0.0.3");
            String second = "coordinator-127.0.0.2-" + port;
            try (TryoutProcess running = submit(coordinators)) {
                kill(script.process(second));
                assertThat(script.run("restart-missing").succeeded().output())
                        .contains(second + ": started on 127.0.0.2");
                let("go-1");
                let("go-2");
                assertFinished(running);
            }
        } finally {
            assertThat(script.run("stop").output()).contains("worker-127.0.0.3 on 127.0.0.3: stopped");
        }
        assertThat(remainder()).isEmpty();
    }
}
