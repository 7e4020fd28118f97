package dev.tryout.studyfile;

import dev.tryout.sampler.Knowledge;
import dev.tryout.sampler.Method;
import dev.tryout.scheduler.EarlyStopping;
import dev.tryout.scheduler.SchedulerSpec;
import dev.tryout.space.Constraint;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.Budget;
import dev.tryout.study.Criterion;
import dev.tryout.study.Finalists;
import dev.tryout.study.MemorySize;
import dev.tryout.study.StudySpec;
import dev.tryout.study.WorkerNeeds;
import dev.tryout.training.CommandSpec;
import dev.tryout.training.ObjectiveSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a study from a tree that was checked against the schema, and checks what a schema cannot say. */
final class StudyReader {
    /** The seed of a study that names none. */
    static final long DEFAULT_SEED = 42;

    private final Path file;
    private final Cursor root;
    private final Mistakes mistakes;

    StudyReader(Path file, Cursor root, Mistakes mistakes) {
        this.file = file;
        this.root = root;
        this.mistakes = mistakes;
    }

    /**
     * @param defaulted the keys that were filled in
     * @throws StudyFileException with every mistake, those found before among them
     */
    StudyFile read(List<String> defaulted) {
        checkName();
        boolean isTask = root.at("task").isThere();
        boolean isCommand = root.at("command").isThere();
        ParametersReader reader =
                new ParametersReader(root.at("parameters"), isTask && !isCommand, isCommand && !isTask, mistakes);
        List<Parameter> parameters = reader.read();
        List<Constraint> constraints =
                new ConstraintsReader(reader.names(), parameters, mistakes).read(root.at("constraints"));
        Optional<Epochs.Range> epochs = parameters.stream()
                .filter(parameter -> parameter.name().equals(StudySpec.EPOCHS))
                .findFirst()
                .flatMap(parameter -> Epochs.range(parameter.domain()));
        SchedulerSpec scheduler = new SchedulerReader(root.at("scheduler"), mistakes).read(epochs);
        @Nullable Long timeMs = timeMs(root.at("budget").at("time"));
        checkCommand();
        checkFinalists();
        new CriteriaReader(root, mistakes).check();
        ObjectiveSpec objective = isTask ? task(parameters) : null;
        Knowledge knowledge =
                mistakes.isSound(root.at("parameters")) ? checkSpace(parameters, constraints) : Knowledge.NONE;
        if (!mistakes.isEmpty()) {
            throw mistakes.exception();
        }
        List<Criterion> criteria = new CriteriaReader(root, mistakes).read();
        StudySpec study = new StudySpec(
                root.at("study").text(),
                root.at("seed").node().asLong(DEFAULT_SEED),
                criteria.get(0).metric(),
                criteria,
                method(),
                scheduler,
                earlyStopping(root.at("early_stopping")),
                new Budget(
                        whole(root.at("budget").at("trials")),
                        timeMs,
                        whole(root.at("budget").at("epochs"))),
                new SearchSpace(parameters, constraints),
                knowledge,
                finalists(root.at("finalists")),
                needs(root.at("workers")));
        return new StudyFile(
                file, study, objective == null ? command() : objective, count(root.at("workers")), defaulted);
    }

    private void checkName() {
        Cursor name = root.at("study");
        if (mistakes.isSound(name)) {
            StudyName.problem(name.text())
                    .ifPresent(problem -> mistakes.add(
                            name,
                            "the study's name " + Show.quoted(name.text()) + " " + problem,
                            "its folder and its report are named after it"));
        }
    }

    /** Also reads what needs the space. */
    private Knowledge checkSpace(List<Parameter> parameters, List<Constraint> constraints) {
        boolean hasConstraints = mistakes.isSound(root.at("constraints"));
        SearchSpace space = new SearchSpace(parameters, hasConstraints ? constraints : List.of());
        SpaceCheck check = new SpaceCheck(space, mistakes);
        if (hasConstraints) {
            check.checkConstraints(root.at("constraints"));
        }
        if (mistakes.isSound(root.at("method")) && method() == Method.GRID) {
            check.checkGrid(root.at("parameters"), root.at("method"));
        }
        return new KnowledgeReader(root, space, mistakes).read();
    }

    private ObjectiveSpec task(List<Parameter> parameters) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        TaskReader reader = new TaskReader(root.at("task"), folder, mistakes);
        reader.checkMetric(root.at("metric"));
        root.at("trade_off").items().forEach(reader::checkTraded);
        reader.checkSettings(root.at("parameters"));
        reader.checkModel(root.at("parameters"), parameters);
        return reader.read();
    }

    private void checkCommand() {
        checkDirectory();
        Cursor program = root.at("command").item(0);
        if (mistakes.isSound(program) && program.text().isBlank()) {
            mistakes.add(program, "the command's program is blank", "name a program, as in [python3, train.py]");
        }
        for (Cursor item : root.at("command").items()) {
            if (item.text().indexOf('\0') >= 0) {
                mistakes.add(item, "an argument holds a NUL character, which no program can be given", "remove it");
            }
        }
    }

    private CommandSpec command() {
        return new CommandSpec(
                root.at("command").items().stream().map(Cursor::text).toList(),
                directory().toString(),
                root.at("grace_seconds").number(CommandSpec.DEFAULT_GRACE_SECONDS),
                root.at("silence_seconds").number(CommandSpec.DEFAULT_SILENCE_SECONDS),
                root.at("share_epochs").node().asBoolean(false));
    }

    private void checkFinalists() {
        if (root.at("finalists").isThere() && root.at("trade_off").isThere()) {
            mistakes.addAtKey(
                    root.at("finalists"),
                    "finalists are ranked by one metric, and this study trades several off",
                    "leave out finalists or trade_off");
        }
    }

    private static @Nullable Finalists finalists(Cursor finalists) {
        return finalists.isThere()
                ? new Finalists(
                        finalists.at("count").number(0), finalists.at("seeds").number(0))
                : null;
    }

    private Path directory() {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Cursor named = root.at("directory");
        return named.isThere() ? folder.resolve(named.text()).normalize() : folder.normalize();
    }

    private void checkDirectory() {
        Cursor named = root.at("directory");
        if (!mistakes.isSound(named)) {
            return;
        }
        try {
            if (!Files.isDirectory(directory())) {
                mistakes.add(
                        named,
                        "there is no folder " + directory() + " for the command to run in",
                        "a relative path begins at the study file's folder, "
                                + file.toAbsolutePath().getParent());
            }
        } catch (InvalidPathException e) {
            mistakes.add(named, Show.quoted(named.text()) + " cannot be a path: " + e.getReason(), "");
        }
    }

    private Method method() {
        return root.at("method").isThere() ? Method.of(root.at("method").text()) : Method.TPE;
    }

    private @Nullable Long timeMs(Cursor time) {
        if (!mistakes.isSound(time)) {
            return null;
        }
        OptionalLong parsed = Durations.parseMs(time.text());
        if (parsed.isEmpty()) {
            mistakes.add(time, "a study may run for at most 365d; found " + Show.quoted(time.text()), "");
        }
        return parsed.isPresent() ? parsed.getAsLong() : null;
    }

    private static @Nullable EarlyStopping earlyStopping(Cursor stopping) {
        return stopping.isThere()
                ? new EarlyStopping(
                        stopping.at("patience").number(0),
                        stopping.at("min_delta").real(0))
                : null;
    }

    /** Their number alone, or a mapping. */
    private static @Nullable Integer count(Cursor workers) {
        return whole(workers.node().isObject() ? workers.at("count") : workers);
    }

    private static WorkerNeeds needs(Cursor workers) {
        Cursor device = workers.at("device");
        Cursor memory = workers.at("memory");
        return new WorkerNeeds(
                device.isThere()
                        ? WorkerNeeds.Device.valueOf(device.text().toUpperCase(Locale.ROOT))
                        : WorkerNeeds.Device.ANY,
                memory.isThere() ? MemorySize.parse(memory.text()) : 0);
    }

    private static @Nullable Integer whole(Cursor at) {
        return at.isThere() ? at.number(0) : null;
    }
}
