package dev.tryout.cli;

import dev.tryout.cli.progress.Glance;
import dev.tryout.cluster.journal.JournalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at many studies of this machine, from their journals. */
final class StudyWatches {
    private final Map<String, JournalWatch> watches = new HashMap<>();

    /**
     * Each study as it is now.
     *
     * @param failures gets a line for each study that cannot be read
     */
    List<Glance> look(Home home, List<String> names, List<String> failures) throws IOException {
        List<Glance> glances = new ArrayList<>();
        for (String name : names) {
            try {
                JournalWatch watch = watches.get(name);
                if (watch == null) {
                    watch = new JournalWatch(home.study(name));
                    watches.put(name, watch);
                }
                glances.add(watch.look());
            } catch (JournalException | UserError e) {
                failures.add(name + ": " + e.getMessage());
            }
        }
        return glances;
    }
}
