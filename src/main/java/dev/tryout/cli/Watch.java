package dev.tryout.cli;

import dev.tryout.cli.progress.Glance;
import java.io.IOException;

/** Looks at a study again and again. */
interface Watch extends AutoCloseable {
    /** The study as it is now; reads what is new alone. */
    Glance look() throws IOException, InterruptedException;

    @Override
    void close();
}
