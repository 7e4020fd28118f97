package dev.tryout.training.command;

import dev.tryout.training.CommandSpec;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.WorkerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A started program. Closing it leaves none of its processes, and so does the end of this JVM, unless that is a kill. */
final class RunningProgram implements AutoCloseable {
    private static final long POLL_MS = 100;
    private static final long DRAIN_MS = 2_000;
    /** EAGAIN and ENOMEM: this machine has no room for another process. */
    private static final List<String> NO_ROOM = List.of("error=11,", "error=12,");

    private final Process process;
    private final ProgramTree tree;
    private final ProgramOutput output;
    private final Thread atExit;

    private RunningProgram(Process process, ProgramTree tree, String name) {
        this.process = process;
        this.tree = tree;
        atExit = new Thread(() -> tree.kill(Optional.of(process)), name + "-exit");
        output = new ProgramOutput(process.getInputStream(), name + "-output");
    }

    /**
     * Starts a program, after whatever an earlier attempt at the trial has left running.
     *
     * @param variables which mark its processes
     * @throws StudyFailure where there is no such program or folder to run it in
     */
    static RunningProgram start(
            CommandSpec spec, Path workingDirectory, Map<String, String> variables, Path folder, Path errorLog) {
        if (!Files.isDirectory(workingDirectory)) {
            throw new StudyFailure("command: " + workingDirectory + ", where it is to run, is not a directory here");
        }
        ProgramTree tree = new ProgramTree(variables);
        tree.killEarlier();
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .directory(workingDirectory.toFile())
                .redirectError(errorLog.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith(ProgramEnvironment.PARAMETER));
        builder.environment().putAll(variables);
        RunningProgram program;
        try {
            program = new RunningProgram(builder.start(), tree, "tryout-" + folder.getFileName());
        } catch (IOException e) {
            throw notStarted(spec.command().get(0), workingDirectory, e);
        }
        program.guard();
        return program;
    }

    private static RuntimeException notStarted(String name, Path workingDirectory, IOException e) {
        String reason = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        String what = "command: cannot start '" + name + "' in " + workingDirectory + " (" + reason + ")";
        if (NO_ROOM.stream().anyMatch(reason::startsWith)) {
            return new WorkerFailure(what + "; the machine has too little memory or too many processes", e);
        }
        return new StudyFailure(
                what + "; name a program on the PATH or a path from the study file's folder, with leave to execute it",
                e);
    }

    private void guard() {
        try {
            process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IOException | IllegalStateException e) {
            close();
            throw new WorkerFailure("the program was not started: this worker is ending", e);
        }
    }

    /** The next line of output; empty where none came within a moment. */
    Optional<String> nextLine() throws InterruptedException {
        return output.next(POLL_MS);
    }

    /** Whether it has ended and its output was taken. To be asked when there is no next line. */
    boolean hasEnded() throws InterruptedException {
        if (output.isOver()) {
            return process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
        }
        if (process.isAlive()) {
            return false;
        }
        // A child that it left behind holds the pipe open.
        tree.kill(Optional.of(process));
        output.awaitEnd(DRAIN_MS);
        return !output.hasLines();
    }

    /** To be asked when it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** Asks it and its descendants to end, and makes them after the grace time. */
    void end(int graceSeconds) {
        output.discard();
        tree.end(Optional.of(process), graceSeconds);
    }

    @Override
    public void close() {
        tree.kill(Optional.of(process));
        output.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending; the hook finds nothing left to do.
        }
    }
}
