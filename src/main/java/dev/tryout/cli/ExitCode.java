package dev.tryout.cli;

/** What the command exits with. */
final class ExitCode {
    static final int OK = 0;
    /** A defect of Tryout; the log has the details. */
    static final int INTERNAL = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** A file that was given is wrong: study, data, model, node configuration; or the journal cannot be used. */
    static final int INPUT = 3;
    /** The study is not there, is there already, is being worked on, or is finished. */
    static final int STATE = 4;
    /** The study paused, because something has to be mended first, or somebody asked for it. */
    static final int PAUSED = 5;
    /** The study finished without a champion. */
    static final int NO_CHAMPION = 6;
    /** By Ctrl-C; the JVM makes it 143 for a termination signal. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
