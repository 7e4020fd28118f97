package dev.tryout.cli;

import dev.tryout.cli.progress.Board;
import dev.tryout.cli.progress.Repainted;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tryout top}. */
@Command(
        name = "top",
        description = {
            "Shows a study while it runs, again each second: what is spent, what each worker trains, the best trials.",
            "Without a name, all studies of the folder. q or Ctrl-C leaves; the study goes on.",
            "Where standard output is no terminal, it is shown once."
        })
final class TopCommand implements Callable<Integer> {
    private static final long MOMENT_MS = 100;
    private static final int MOMENTS = 10;

    @Parameters(index = "0", arity = "0..1", paramLabel = "STUDY", description = "The study's name.")
    private @Nullable String name;

    @Mixin
    private JoinOption cluster = new JoinOption();

    @Mixin
    private Home home = new Home();

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The lines to be shown now. */
    private interface Picture extends AutoCloseable {
        List<String> lines() throws IOException, InterruptedException;

        @Override
        void close();
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Optional<TerminalSize> size = TerminalSize.find();
        try (Picture picture = picture()) {
            if (size.isEmpty()) {
                picture.lines().forEach(out::println);
                return ExitCode.OK;
            }
            Repainted display =
                    new Repainted(out, size.get().columns(), size.get().rows(), TerminalSize.colour());
            try (Keys keys = Keys.open()) {
                do {
                    display.show(picture.lines(), "q leaves; the study goes on");
                } while (!quitWithinASecond(keys));
            }
        }
        return ExitCode.OK;
    }

    private static boolean quitWithinASecond(Keys keys) throws IOException, InterruptedException {
        for (int moment = 0; moment < MOMENTS; moment++) {
            if (keys.quit()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(MOMENT_MS);
        }
        return false;
    }

    private Picture picture() throws IOException {
        List<String> members = cluster.optional();
        if (name == null) {
            if (!members.isEmpty()) {
                throw new UserError(
                        ExitCode.USAGE, "--join needs the name of a study:  ./tryout top STUDY --join HOST:PORT");
            }
            return new AllStudies(home);
        }
        return new OneStudy(
                members.isEmpty()
                        ? new FolderWatch(home.begun(name), name)
                        : new RemoteWatch(new RemoteDoor(members, name, StudyDoor.LIMIT)));
    }

    private record OneStudy(Watch watch) implements Picture {
        @Override
        public List<String> lines() throws IOException, InterruptedException {
            return Board.lines(watch.look());
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    /** Studies may come while they are looked at; one that cannot be read is said so and does not hide the others. */
    private record AllStudies(Home home, StudyWatches watches) implements Picture {
        AllStudies(Home home) {
            this(home, new StudyWatches());
        }

        @Override
        public List<String> lines() throws IOException {
            List<String> names = home.studyNames();
            if (names.isEmpty()) {
                return List.of("no study in " + home.studies().toAbsolutePath());
            }
            List<String> failures = new ArrayList<>();
            List<String> lines = new ArrayList<>(Board.table(watches.look(home, names, failures)));
            lines.addAll(failures);
            return lines;
        }

        @Override
        public void close() {}
    }
}
