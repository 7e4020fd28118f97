package dev.tryout.studyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.CategoricalDomain;
import dev.tryout.space.Condition;
import dev.tryout.space.Constraint;
import dev.tryout.space.Domain;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.FloatDomain;
import dev.tryout.space.IntDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.Prior;
import dev.tryout.space.Scale;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.MemorySize;
import dev.tryout.study.StudySpec;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.CommandSpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class StudyFilePropertiesTest {
    private static final List<String> INSERTS = List.of(
            "\t",
            "\n",
            "  ",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "|",
            ">",
            "&a ",
            "*a ",
            "!!set ",
            "! ",
            "%YAML 1.2\n",
            "%TAG ! %zz\n",
            "---\n",
            "...\n",
            "? ",
            "#",
            "@",
            "`",
            "no",
            "010",
            ".inf",
            "1e999",
            "12:30",
            "0x",
            "\\U99999999",
            "\\x",
            "\0",
            "\u0085",
            "\u2028",
            "\ufeff",
            "🎉",
            "9999999999999999999999",
            "-1",
            "null",
            "~",
            "<<: ",
            "when: ");

    private static @Nullable Path folder;

    @BeforeContainer
    static void createFolder() throws IOException {
        folder = Files.createTempDirectory("studyfile");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.deleteIfExists(folder().resolve("s.yaml"));
        Files.delete(folder());
    }

    private static Path folder() {
        return java.util.Objects.requireNonNull(folder);
    }

    /** Whatever happens to a good file, the reader gives a study that reads back, or mistakes with places. */
    @Property(tries = 2_000)
    void mutationsGiveAStudyOrMistakes(@ForAll long seed) throws IOException {
        byte[] mutated = mutated(new Random(seed));
        try {
            StudyFile file = StudyTexts.read(folder(), mutated);
            assertThat(StudyTexts.read(folder(), file.resolved()))
                    .isEqualTo(new StudyFile(file.path(), file.study(), file.objective(), file.workers(), List.of()));
        } catch (StudyFileException e) {
            assertThat(e.mistakes()).isNotEmpty().allSatisfy(mistake -> {
                assertThat(mistake.file()).isEqualTo(folder().resolve("s.yaml").toString());
                assertThat(mistake.line()).isPositive();
                assertThat(mistake.column()).isPositive();
                assertThat(mistake.message()).isNotBlank().doesNotContain("Exception", "java.", "\n");
            });
        }
    }

    private static byte[] mutated(Random random) throws IOException {
        List<String> bases = new ArrayList<>(List.of(StudyTexts.TASK, StudyTexts.COMMAND));
        for (Path file : StudyTexts.SHIPPED) {
            bases.add(Files.readString(file));
        }
        byte[] bytes = bases.get(random.nextInt(bases.size())).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes = switch (random.nextInt(4)) {
                case 0 -> withLine(bytes, random, random.nextInt(3));
                case 1 -> {
                    byte[] changed = bytes.clone();
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
                    yield changed;
                }
                default -> {
                    String insert = INSERTS.get(random.nextInt(INSERTS.size()));
                    int from = random.nextInt(bytes.length);
                    int to = Math.min(bytes.length, from + random.nextInt(6));
                    yield joined(bytes, from, insert.getBytes(StandardCharsets.UTF_8), to);
                }
            };
        }
        return bytes;
    }

    /** Without one of the lines, with it twice, or with it at another indentation. */
    private static byte[] withLine(byte[] bytes, Random random, int change) {
        List<String> lines = new ArrayList<>(
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList());
        int index = random.nextInt(lines.size());
        String line = lines.remove(index);
        if (change == 1) {
            lines.addAll(index, List.of(line, line));
        } else if (change == 2) {
            lines.add(index, " ".repeat(random.nextInt(4)) + line.strip());
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] bytes, int from, byte[] insert, int to) {
        byte[] joined = new byte[from + insert.length + bytes.length - to];
        System.arraycopy(bytes, 0, joined, 0, from);
        System.arraycopy(insert, 0, joined, from, insert.length);
        System.arraycopy(bytes, to, joined, from + insert.length, bytes.length - to);
        return joined;
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void resolvedStudiesReadBack(@ForAll("studies") StudyFile file) {
        assertThat(StudyTexts.read(folder(), file.resolved())).isEqualTo(file);
    }

    @Provide
    Arbitrary<StudyFile> studies() {
        Arbitrary<List<String>> command = texts().list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(arguments -> {
                    List<String> whole = new ArrayList<>(List.of("sh"));
                    whole.addAll(arguments);
                    return whole;
                });
        return Combinators.combine(
                        specs(),
                        command,
                        Arbitraries.integers().between(1, 1_024).injectNull(0.3))
                .as((study, run, workers) -> new StudyFile(
                        folder().resolve("s.yaml"),
                        study,
                        new CommandSpec(run, folder().toString(), 3, 30),
                        workers,
                        List.of()));
    }

    private static Arbitrary<StudySpec> specs() {
        Arbitrary<Long> seeds = Arbitraries.longs().between(0, 9_007_199_254_740_991L);
        Arbitrary<Metric> metrics = Combinators.combine(
                        texts().filter(text ->
                                text.matches("[^\\x00-\\x20\\x7f]([^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f])?")),
                        Arbitraries.of(Goal.class))
                .as(Metric::new);
        Arbitrary<EarlyStopping> stopping = Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.doubles().between(0, 1e300))
                .as(EarlyStopping::new);
        Arbitrary<Budget> budgets = Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.longs()
                                .between(1, 300_000)
                                .map(seconds -> seconds * 1_000)
                                .injectNull(0.3),
                        Arbitraries.integers().between(1, 1_000_000).injectNull(0.3))
                .as(Budget::new);
        return Combinators.combine(
                        texts().filter(text -> StudyName.problem(text).isEmpty()),
                        seeds,
                        metrics,
                        Arbitraries.of(Method.RANDOM, Method.SOBOL, Method.TPE),
                        schedulers(),
                        stopping.injectNull(0.5),
                        budgets,
                        spaces())
                .as(StudySpec::new)
                .flatMap(spec -> needs().map(spec::with));
    }

    private static Arbitrary<WorkerNeeds> needs() {
        Arbitrary<String> sizes = Combinators.combine(
                        Arbitraries.integers().between(1, 999_999), Arbitraries.of("MB", "GB", "MiB", "GiB"))
                .as((number, unit) -> number + unit);
        return Combinators.combine(
                        Arbitraries.of(WorkerNeeds.Device.class),
                        sizes.map(MemorySize::parse).injectNull(0.3))
                .as((device, bytes) -> new WorkerNeeds(device, bytes == null ? 0 : bytes));
    }

    private static Arbitrary<SchedulerSpec> schedulers() {
        return Arbitraries.of(
                new SchedulerSpec.None(),
                new SchedulerSpec.Median(7, 2),
                new SchedulerSpec.Percentile(12.5, 3, 2),
                new SchedulerSpec.Threshold(-3e-7, 2),
                new SchedulerSpec.Hyperband(2, 2, SchedulerSpec.Kind.STOPPING),
                SchedulerSpec.Hyperband.DEFAULT,
                new SchedulerSpec.Asha(2, 4, SchedulerSpec.Kind.STOPPING),
                SchedulerSpec.Asha.DEFAULT);
    }

    private static Arbitrary<SearchSpace> spaces() {
        return domains().list().ofMaxSize(5).map(domains -> {
            List<Parameter> parameters = new ArrayList<>();
            parameters.add(new Parameter("epochs", new IntDomain(1, 9, Scale.LOG), null, new Prior.Around(3, 2.5)));
            parameters.add(new Parameter(
                    "parent.no",
                    new CategoricalDomain(List.of("no", "1", 1, true)),
                    null,
                    new Prior.Weights(List.of(1.0, 2e-9, 3e99, 0.5))));
            Condition condition =
                    new Condition(new TreeMap<>(Map.of("epochs", List.of(2, 3), "parent.no", List.of("no", 1))));
            for (int i = 0; i < domains.size(); i++) {
                parameters.add(new Parameter("p_" + i, domains.get(i), i % 2 == 0 ? null : condition));
            }
            return new SearchSpace(parameters, List.of(Constraint.parse("epochs < 8 or parent.no == \"no\"")));
        });
    }

    private static Arbitrary<Domain> domains() {
        Arbitrary<Double> reals = Arbitraries.doubles().between(-1e300, 1e300).ofScale(6);
        Arbitrary<Long> wholes = Arbitraries.longs().between(-9_007_199_254_740_991L, 9_007_199_254_740_991L);
        Arbitrary<Domain> floats = Combinators.combine(reals, reals)
                .as((a, b) -> new FloatDomain(Math.min(a, b), Math.max(a, b), Scale.LINEAR));
        Arbitrary<Domain> ints = Combinators.combine(wholes, wholes)
                .as((a, b) -> new IntDomain(Math.min(a, b), Math.max(a, b), Scale.LINEAR));
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                texts().map(text -> (Object) text), wholes.map(whole -> (Object) whole), Arbitraries.of(true, false));
        Arbitrary<Domain> choices = Arbitraries.oneOf(
                scalars.list().ofMinSize(1).ofMaxSize(6).uniqueElements().map(CategoricalDomain::new),
                reals.list()
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .uniqueElements()
                        .map(values -> new CategoricalDomain(List.copyOf(values))));
        Arbitrary<Domain> fixed =
                Arbitraries.oneOf(scalars, reals.map(real -> (Object) real)).map(FixedDomain::new);
        return Arbitraries.oneOf(floats, ints, choices, fixed);
    }

    /** Texts that YAML would read as something else, and any other that a program can be given. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "no", "010", "1e-5", "null", "~", "a: b", "# x", "- a", "it's", "\"q\"", "a\nb", "12:30",
                        "true", "é"),
                Arbitraries.strings()
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .filter(text -> text.indexOf('\0') < 0
                                && StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }
}
