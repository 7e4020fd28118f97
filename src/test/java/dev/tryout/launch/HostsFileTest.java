package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hosts file may say, and what is said of its mistakes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launch script is a shell script")
class HostsFileTest {
    @TempDir
    private Path folder = Path.of("");

    private static LaunchScript.Result read(Path hosts) throws IOException, InterruptedException {
        return LaunchScript.command(List.of("awk", "-f", "cluster-conf/launch/hosts.awk", hosts.toString()), Map.of());
    }

    private LaunchScript.Result read(String hosts) throws IOException, InterruptedException {
        return read(Files.writeString(folder.resolve("hosts"), hosts));
    }

    @Test
    void theExampleIsRight() throws Exception {
        assertThat(read(Path.of("cluster-conf/hosts.example")).succeeded().output())
                .isEqualTo("""
                coordinator coordinator-head.example.org-7355 head.example.org head.example.org 7355 - -
                worker worker-head.example.org head.example.org head.example.org - cpu 4
                worker worker-gpu-1.example.org gpu-1.example.org gpu-1.example.org - gpu:0,gpu:1 -
                worker worker-10.0.0.7 ml@10.0.0.7 10.0.0.7 - - -
                """);
    }

    @Test
    void windowsLineEndsAndCommentsDoNotMatter() throws Exception {
        assertThat(read("# all\r\na coordinator,worker # both\r\n\r\n")
                        .succeeded()
                        .output()
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b                            | 'b' has no roles
            b boss                       | 'boss' is no role
            b worker,                    | '' is no role
            -oProxyCommand=x worker      | is no address
            a worker                     | 'a' is on line 1 already
            b worker port=1              | port=1 is for coordinators
            b coordinator port=0         | port='0' must be a number from 1 to 65535
            b coordinator port=65536     | port='65536' must be a number
            b coordinator devices=cpu    | devices=cpu is for workers
            b worker devices=gpu         | devices='gpu' must be cpu, or GPUs
            b worker devices=gpu:0,gpu:0 | names gpu:0 twice
            b worker threads=0           | threads='0' must be a number
            b worker threads             | threads='' must be a number
            b worker ssh=-l              | ssh='-l' must be
            b worker cards=2             | 'cards=2' is not known here
            """)
    void everyMistakeIsToldWithItsLine(String line, String message) throws Exception {
        assertThat(read("a coordinator,worker\n\n" + line + "\n").failed(3).output())
                .contains("hosts:3: ")
                .contains(message);
    }

    @Test
    void allMistakesAreToldTogether() throws Exception {
        assertThat(read("a coordinator port=x\nb worker threads=y\n").failed(3).output())
                .contains("hosts:1: port='x'", "hosts:2: threads='y'");
    }

    @Test
    void aClusterHasAnOddNumberOfCoordinatorsAndAWorker() throws Exception {
        assertThat(read("a worker\n").failed(3).output()).contains("0 coordinators: have one, or three");
        assertThat(read("a coordinator\nb coordinator,worker\n").failed(3).output())
                .contains("2 coordinators");
        assertThat(read("a coordinator\n").failed(3).output()).contains("no host has the role worker");
    }
}
