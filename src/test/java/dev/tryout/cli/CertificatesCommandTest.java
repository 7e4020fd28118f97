package dev.tryout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the modes of files")
class CertificatesCommandTest {
    @TempDir
    private Path folder;

    private TryoutCommand.Result certificates(String... hosts) {
        List<String> arguments = Stream.concat(
                        Stream.of("certificates", "--out", folder.resolve("tls").toString(), "--days", "90"),
                        Stream.of(hosts).flatMap(host -> Stream.of("--host", host)))
                .toList();
        return TryoutCommand.run(arguments.toArray(String[]::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tls"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("tls").relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void makesAnAuthorityAndAFolderForEachHostForTheirOwnerAlone() throws IOException {
        TryoutCommand.Result made = certificates("gpu-1.example.org", "10.0.0.7");

        assertThat(made.exitCode()).as(made.errors()).isZero();
        assertThat(made.output())
                .contains("for gpu-1.example.org; issued by CN=Tryout authority", "for 10.0.0.7;", "TRYOUT_TLS=")
                .contains("until " + LocalDate.now(ZoneOffset.UTC).plusDays(90));
        assertThat(files())
                .containsExactly(
                        "10.0.0.7/node.p12",
                        "10.0.0.7/password",
                        "10.0.0.7/trust.p12",
                        "authority/ca.p12",
                        "authority/ca.pem",
                        "authority/password",
                        "gpu-1.example.org/node.p12",
                        "gpu-1.example.org/password",
                        "gpu-1.example.org/trust.p12");
        for (String file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls/" + file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("tls/10.0.0.7/password")))
                .isNotEqualTo(Files.readString(folder.resolve("tls/gpu-1.example.org/password")));
    }

    @Test
    void addsAHostLaterAndOverwritesNone() throws IOException {
        certificates("10.0.0.7");
        byte[] authority = Files.readAllBytes(folder.resolve("tls/authority/ca.p12"));

        assertThat(certificates("10.0.0.8").output()).contains("which was there");
        assertThat(Files.readAllBytes(folder.resolve("tls/authority/ca.p12"))).isEqualTo(authority);
        Set<String> before = files();
        TryoutCommand.Result again = certificates("10.0.0.9", "10.0.0.8");
        assertThat(again.exitCode()).isEqualTo(ExitCode.STATE);
        assertThat(again.errors()).contains("10.0.0.8 is there already");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a b", "", "authority", "-x", "a/b", "a;b"})
    void refusesWhatIsNoHost(String host) {
        TryoutCommand.Result result = certificates(host);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("tls")).doesNotExist();
    }
}
