package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.study.StudyState;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The study that has begun and that a command is about. */
final class NamedStudy {
    @Parameters(index = "0", paramLabel = "STUDY", description = "The study's name.")
    private String name = "";

    @Mixin
    private Home home = new Home();

    String name() {
        return name;
    }

    Home home() {
        return home;
    }

    /** Its folder; a user error where there is no such study. */
    StudyFolder folder() {
        return home.begun(name);
    }

    /** The study as its journal has it. */
    StudyState replay() throws IOException {
        return home.replay(name);
    }
}
