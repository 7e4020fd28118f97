package dev.tryout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture as {@code docs/ARCHITECTURE.md} draws it. */
class ArchitectureTest {
    private static final String ROOT = "dev.tryout.";

    /** What each package may use of the others; {@code cli} puts the parts together and may use them all. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("space", List.of()),
            Map.entry("trial", List.of("space")),
            Map.entry("surrogate", List.of("trial", "space")),
            Map.entry("parzen", List.of("space")),
            Map.entry("sampler", List.of("surrogate", "parzen", "scheduler", "trial", "space")),
            Map.entry("scheduler", List.of("trial", "space")),
            Map.entry("study", List.of("sampler", "scheduler", "trial", "space")),
            Map.entry("evaluation", List.of("trial")),
            Map.entry("training", List.of("evaluation", "trial", "space")),
            Map.entry("simulation", List.of("study", "trial", "space")),
            Map.entry("studyfile", List.of("study", "sampler", "scheduler", "training", "trial", "space")),
            Map.entry("audit", List.of("study", "trial", "space")),
            Map.entry("asktell", List.of("study", "trial", "space")),
            Map.entry("cluster", List.of("study", "training", "trial", "space")),
            Map.entry("insight", List.of("trial", "space")),
            Map.entry(
                    "report",
                    List.of("simulation", "study", "sampler", "scheduler", "insight", "evaluation", "trial", "space")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tryout");

    static Stream<String> packages() {
        return IMPORTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatItsRowAllows(String name) {
        String[] allowed = Stream.concat(Stream.of(name), IMPORTS.getOrDefault(name, List.of()).stream())
                .map(ArchitectureTest::pattern)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAPackage(pattern(""));
        check(noClasses()
                .that(resideInAPackage(pattern(name)))
                .should()
                .dependOnClassesThat(ours.and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .because("imports are a one-way graph, and " + name + " may use " + IMPORTS.get(name)));
    }

    @Test
    void placesEveryPackage() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT))
                        .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
                        .collect(Collectors.toSet()))
                .isSubsetOf(Stream.concat(packages(), Stream.of("cli")).toList());
    }

    @Test
    void hasNoCycles() {
        check(slices().matching("dev.tryout.(*)..")
                .should()
                .beFreeOfCycles()
                .because("what depends on itself can neither be tested nor understood in parts"));
    }

    @Test
    void hasNoCyclesWithinPackages() {
        check(slices().matching("dev.tryout.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package and the packages inside it are parts too"));
    }

    @Test
    void keepsDeepLearningInTraining() {
        check(noClasses()
                .that(outside("training"))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.."))
                .because("the coordinator must never load the native engine"));
    }

    @Test
    void keepsActorsInClusterAndCli() {
        check(noClasses()
                .that(outside("cluster", "cli"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("akka..", "scala.."))
                .because("the core is a pure state machine that a simulator drives just as well"));
    }

    @Test
    void keepsTheCorePure() {
        check(noClasses()
                .that(resideInAnyPackage(patterns(
                        "space",
                        "trial",
                        "surrogate",
                        "parzen",
                        "sampler",
                        "scheduler",
                        "study",
                        "audit",
                        "insight",
                        "evaluation")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.time..", "java.sql.."))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .because("clock, seed and ids come in, so that a replayed journal gives the same study"));
    }

    @Test
    void usesNoJavaSerialization() {
        check(noClasses()
                .should()
                .beAssignableTo(Externalizable.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .because("bytes from the wire or the disk must not choose which classes are built"));
    }

    @Test
    void saysOfEveryPackageThatNullsAreMarked() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .as("packages without @NullMarked, which NullAway does not look at")
                .isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> outside(String... names) {
        return DescribedPredicate.not(resideInAnyPackage(patterns(names)));
    }

    private static String[] patterns(String... names) {
        return Arrays.stream(names).map(ArchitectureTest::pattern).toArray(String[]::new);
    }

    private static String pattern(String name) {
        return ROOT + (name.isEmpty() ? "." : name + "..");
    }
}
