package dev.tryout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests agree with each other and with the command line, as far as that can be seen without a cluster. */
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("cluster-conf/kubernetes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    private Path scratch = Path.of("");

    private static List<JsonNode> objects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode file :
                YAML.readTree(FOLDER.resolve("kustomization.yaml").toFile()).path("resources")) {
            try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                    .readValues(FOLDER.resolve(file.asText()).toFile())) {
                objects.addAll(documents.readAll());
            }
        }
        return objects;
    }

    private static JsonNode object(String kind, String name) throws IOException {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static JsonNode container(JsonNode set) {
        JsonNode containers = set.at("/spec/template/spec/containers");
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> field.isEmpty() ? item.asText() : item.path(field).asText())
                .toList();
    }

    private static String argument(JsonNode set, String option) {
        List<String> arguments = texts(container(set).path("args"), "");
        assertThat(arguments).contains(option);
        return arguments.get(arguments.indexOf(option) + 1);
    }

    @Test
    void everyFileIsListedAndEveryObjectIsNamed() throws Exception {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "Containerfile",
                            "kustomization.yaml",
                            "namespace.yaml",
                            "configuration.yaml",
                            "volume.yaml",
                            "coordinators.yaml",
                            "workers.yaml");
        }
        assertThat(objects())
                .hasSize(8)
                .extracting(object -> object.path("apiVersion").asText() + " "
                        + object.path("kind").asText() + " "
                        + object.at("/metadata/name").asText())
                .doesNotHaveDuplicates()
                .contains(
                        "apps/v1 StatefulSet tryout-coordinator",
                        "apps/v1 StatefulSet tryout-worker",
                        "policy/v1 PodDisruptionBudget tryout-coordinator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "worker"})
    void aSetAndItsServiceMeanTheSamePods(String component) throws Exception {
        JsonNode set = object("StatefulSet", "tryout-" + component);
        JsonNode service = object("Service", set.at("/spec/serviceName").asText());
        JsonNode labels = set.at("/spec/template/metadata/labels");
        assertThat(labels.path("app.kubernetes.io/component").asText()).isEqualTo(component);
        assertThat(set.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/selector")).isEqualTo(labels);
        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
        for (JsonNode port : service.at("/spec/ports")) {
            assertThat(container(set).path("ports")).anySatisfy(open -> {
                assertThat(open.path("name")).isEqualTo(port.path("targetPort"));
                assertThat(open.path("containerPort")).isEqualTo(port.path("port"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "worker"})
    void whatAPodMountsIsThere(String component) throws Exception {
        JsonNode set = object("StatefulSet", "tryout-" + component);
        Set<String> mounted = new HashSet<>(texts(container(set).path("volumeMounts"), "name"));
        assertThat(texts(set.at("/spec/template/spec/volumes"), "name")).containsExactlyInAnyOrderElementsOf(mounted);
        for (JsonNode volume : set.at("/spec/template/spec/volumes")) {
            if (volume.has("persistentVolumeClaim")) {
                JsonNode claim = object(
                        "PersistentVolumeClaim",
                        volume.at("/persistentVolumeClaim/claimName").asText());
                assertThat(texts(claim.at("/spec/accessModes"), "")).containsExactly("ReadWriteMany");
            } else if (volume.has("configMap")) {
                JsonNode data = object("ConfigMap", volume.at("/configMap/name").asText())
                        .path("data");
                for (JsonNode mount : container(set).path("volumeMounts")) {
                    if (mount.path("name").equals(volume.path("name"))) {
                        assertThat(data.has(mount.path("subPath").asText())).isTrue();
                    }
                }
            }
        }
        assertThat(texts(container(set).path("volumeMounts"), "mountPath"))
                .contains(argument(set, "--studies"), "/tls/node.p12", "/tls/trust.p12", "/tls/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "worker"})
    void theCommandLineKnowsTheArguments(String component) throws Exception {
        List<String> arguments =
                texts(container(object("StatefulSet", "tryout-" + component)).path("args"), "");
        assertThat(arguments.get(0)).isEqualTo(component);
        CommandLines.assertKnown(arguments);
    }

    @Test
    void everyCoordinatorIsNamedByItsAddressAndWorkersJoinThem() throws Exception {
        JsonNode set = object("StatefulSet", "tryout-coordinator");
        String port = container(set).at("/ports/0/containerPort").asText();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < set.at("/spec/replicas").asInt(); i++) {
            addresses.add("tryout-coordinator-" + i + "."
                    + set.at("/spec/serviceName").asText() + ":" + port);
        }
        assertThat(addresses).hasSize(3);
        assertThat(argument(set, "--coordinators")).isEqualTo(String.join(",", addresses));
        assertThat(argument(set, "--address")).isEqualTo("$(TRYOUT_HOST):" + port);
        assertThat(argument(object("StatefulSet", "tryout-worker"), "--join")).isEqualTo(String.join(",", addresses));
        for (String component : List.of("coordinator", "worker")) {
            JsonNode each = object("StatefulSet", "tryout-" + component);
            assertThat(container(each).path("env")).anySatisfy(variable -> {
                assertThat(variable.path("name").asText()).isEqualTo("TRYOUT_HOST");
                assertThat(variable.path("value").asText())
                        .isEqualTo("$(POD_NAME)." + each.at("/spec/serviceName").asText());
            });
        }
    }

    @Test
    void aWorkerHasOneCardAndTheTimeToFinishItsEpoch() throws Exception {
        JsonNode set = object("StatefulSet", "tryout-worker");
        assertThat(container(set)
                        .path("resources")
                        .path("limits")
                        .path("nvidia.com/gpu")
                        .asInt())
                .isEqualTo(1);
        assertThat(argument(set, "--device")).isEqualTo("gpu:0");
        assertThat(set.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(Integer.parseInt(argument(set, "--drain-limit")) + 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator.conf", "worker.conf"})
    void theConfigurationNeedsCertificatesAndAnyPort(String node) throws Exception {
        String text = object("ConfigMap", "tryout-configuration")
                .path("data")
                .path(node)
                .asText();
        Path file = Files.writeString(scratch.resolve(node), text);
        Files.copy(Path.of("cluster-conf/tls.conf"), scratch.resolve("tls.conf"));
        Config config = ConfigFactory.parseMap(Map.of("TRYOUT_HOST", "a.b"))
                .withFallback(ConfigFactory.parseFile(file.toFile()))
                .resolve();
        assertThat(config.getString("akka.remote.artery.canonical.hostname")).isEqualTo("a.b");
        assertThat(config.getInt("akka.remote.artery.canonical.port")).isZero();
        assertThat(config.getString("akka.remote.artery.transport")).isEqualTo("tls-tcp");
    }
}
