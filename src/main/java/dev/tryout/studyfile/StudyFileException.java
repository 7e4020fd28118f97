package dev.tryout.studyfile;

import java.util.List;
import java.util.stream.Collectors;

/** A study file that cannot be run, with every mistake that was found, in the order of the file. */
public final class StudyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    public StudyFileException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** At least one. {@link #getMessage()} has a line for each. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
