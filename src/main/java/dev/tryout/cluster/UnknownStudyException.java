package dev.tryout.cluster;

import dev.tryout.space.Nearest;
import java.util.List;

/** A cluster has no study of the name that it was asked about. The message is for people. */
public final class UnknownStudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param members of the cluster, {@code host:port}
     * @param names of the studies that are there
     */
    UnknownStudyException(String study, List<String> members, List<String> names) {
        super("no study '" + study + "' in the cluster at " + String.join(", ", members) + "; studies there: "
                + (names.isEmpty() ? "none" : String.join(", ", names))
                + Nearest.to(study, names)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse(""));
    }
}
