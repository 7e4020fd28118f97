package dev.tryout.asktell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a client's work on a trial ended, for now or for good. */
enum Ending {
    COMPLETE,
    STOPPED,
    PAUSED,
    FAILED;

    static Ending of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }

    static List<String> spellings() {
        return Arrays.stream(values())
                .map(ending -> ending.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
