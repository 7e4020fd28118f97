package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the batch script does in a job, with shell scripts in place of Slurm's commands and of tryout. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SlurmScriptTest {
    /** Starts two tasks with the command behind srun's options. */
    private static final String SRUN = """
            #!/bin/bash
            while [ "${1#--}" != "$1" ]; do shift; done
            for task in 0 1; do
                SLURM_PROCID=$task SLURM_LOCALID=$task SLURMD_NODENAME=node-1 CUDA_VISIBLE_DEVICES=$CARDS "$@" &
                echo $! >> "$STEP/tasks"
            done
            wait
            """;

    private static final String SCANCEL = """
            #!/bin/sh
            [ "$*" = "--signal=TERM 4711.0" ] || exit 1
            for task in $(cat "$STEP/tasks"); do kill -TERM "$task"; done
            """;

    /** Notes its arguments; coordinators and workers stay until they are told to end. */
    private static final String TRYOUT = """
            #!/bin/sh
            echo "$*" >> "$STEP/commands"
            case $1 in
                coordinator | worker)
                    trap 'echo "$1 ended" >> "$STEP/commands"; exit 0' TERM
                    while :; do sleep 0.1; done
                    ;;
                run)
                    until [ "$(grep -c '^worker' "$STEP/commands")" -ge 2 ]; do sleep 0.1; done
                    exit "$RUN_STATUS"
                    ;;
                status) echo "phase           $PHASE" ;;
            esac
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @BeforeEach
    void slurm() throws IOException {
        program("srun", SRUN);
        program("scancel", SCANCEL);
        program("scontrol", "#!/bin/sh\nprintf 'node-1\\nnode-2\\n'\n");
        program("tryout", TRYOUT);
        Files.writeString(folder.resolve("my.yaml"), "version: 1\nstudy: my-study  # mine\n");
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        environment.put("STEP", folder.toString());
        environment.put("CARDS", "0,1");
        environment.put("PHASE", "finished");
        environment.put("RUN_STATUS", "0");
        environment.put("SLURM_JOB_ID", "4711");
        environment.put("SLURM_JOB_NODELIST", "node-[1-2]");
        environment.put("SLURM_SUBMIT_DIR", folder.toString());
    }

    private List<String> script() {
        return List.of(
                "bash", "cluster-conf/slurm.sbatch", folder.resolve("my.yaml").toString());
    }

    private List<String> commands() throws IOException {
        return Files.readAllLines(folder.resolve("commands"));
    }

    @Test
    void aCoordinatorAndAWorkerForEachCardWorkOnTheStudyAndEnd() throws Exception {
        assertThat(LaunchScript.command(script(), environment).succeeded().output())
                .contains("finished");
        assertThat(commands())
                .contains(
                        "coordinator --address node-1:24711 --studies " + folder + "/studies",
                        "worker --name worker-0 --device gpu:0 --join node-1:24711 --studies " + folder
                                + "/studies --drain-limit 600",
                        "worker --name worker-1 --device gpu:1 --join node-1:24711 --studies " + folder
                                + "/studies --drain-limit 600",
                        "run " + folder + "/my.yaml --join node-1:24711 --detach");
        assertThat(commands().stream().filter(line -> !line.endsWith(" ended"))).allSatisfy(CommandLines::assertKnown);
        assertThat(commands())
                .endsWith("coordinator ended")
                .filteredOn("worker ended"::equals)
                .hasSize(2);
    }

    @Test
    void aTaskThatSeesOneCardTakesThatOne() throws Exception {
        environment.put("CARDS", "3");
        LaunchScript.command(script(), environment).succeeded();
        assertThat(commands().stream().filter(line -> line.startsWith("worker --name")))
                .hasSize(2)
                .allMatch(line -> line.contains("--device gpu:0"));
    }

    @Test
    void aStudyOfAnEarlierJobGoesOn() throws Exception {
        environment.put("RUN_STATUS", "4");
        environment.put("PHASE", "paused");
        Files.createDirectories(folder.resolve("studies/my-study"));
        assertThat(LaunchScript.command(script(), environment).failed(5).output())
                .contains("begun by an earlier job");
        assertThat(commands()).contains("resume my-study --join node-1:24711 --detach");
    }

    @Test
    void aStudyThatIsRefusedEndsTheJobWithItsExitCode() throws Exception {
        environment.put("RUN_STATUS", "3");
        LaunchScript.command(script(), environment).failed(3);
        assertThat(commands()).endsWith("coordinator ended").noneMatch(line -> line.startsWith("status"));
    }

    @Test
    void theSignalBeforeTheJobsEndLetsTheWorkersLeave() throws Exception {
        environment.put("PHASE", "running");
        ProcessBuilder builder = new ProcessBuilder(script()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("job.out").toFile());
        Process job = builder.start();
        for (int i = 0;
                i < 6000
                        && !(Files.exists(folder.resolve("commands"))
                                && commands().stream().anyMatch(line -> line.startsWith("status")));
                i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        job.destroy();
        assertThat(job.waitFor(600, TimeUnit.SECONDS)).isTrue();
        assertThat(job.exitValue()).isEqualTo(143);
        assertThat(commands())
                .endsWith("coordinator ended")
                .filteredOn("worker ended"::equals)
                .hasSize(2);
    }
}
