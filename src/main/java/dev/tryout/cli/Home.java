package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalException;
import dev.tryout.study.StudyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where studies, reports and node configurations are. */
final class Home {
    @Option(
            names = "--studies",
            paramLabel = "DIR",
            defaultValue = "studies",
            description = "Folder of studies: journals, checkpoints, logs, champions (default: ${DEFAULT-VALUE}).")
    private Path studies = Path.of("studies");

    @Mixin
    private ReportsFolder reports = new ReportsFolder();

    StudyFolder study(String name) {
        return new StudyFolder(studies.resolve(name));
    }

    Path studies() {
        return studies;
    }

    Path reports() {
        return reports.path();
    }

    /** The folder of a study that was begun; a path to it serves as well as its name. */
    StudyFolder begun(String name) {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..") || name.equals(".")) {
            throw new UserError(ExitCode.STATE, "'" + name + "' is no study's name; studies here: " + names());
        }
        StudyFolder folder = study(name);
        if (!folder.isStudy()) {
            throw new UserError(
                    ExitCode.STATE,
                    "no study '" + name + "' in " + studies.toAbsolutePath() + "; studies here: " + names());
        }
        return folder;
    }

    /** The study of that name, as its journal has it. */
    StudyState replay(String name) throws IOException {
        StudyState state = journal(begun(name)).replay();
        if (!state.exists()) {
            throw new UserError(ExitCode.STATE, "study '" + name + "' ended before it began: run its study file again");
        }
        return state;
    }

    /** The journal of a study that is in the folder, or will be. */
    static Journal journal(StudyFolder folder) throws JournalException {
        return folder.journal(configuration("coordinator"));
    }

    private String names() {
        List<String> names = studyNames();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The studies that were begun here, by name. */
    List<String> studyNames() {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(studies)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(studies)) {
                for (Path folder : folders) {
                    if (new StudyFolder(folder).isStudy()) {
                        names.add(folder.getFileName().toString());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names.stream().sorted().toList();
    }

    /** A node configuration of {@code cluster-conf}; may not be there. */
    static Path configuration(String node) {
        String home = System.getenv("TRYOUT_HOME");
        return Path.of(home == null ? "." : home, "cluster-conf", node + ".conf");
    }
}
