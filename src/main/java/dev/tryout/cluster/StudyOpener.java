package dev.tryout.cluster;

import dev.tryout.cluster.journal.EventSource;
import java.util.List;

/** Begins studies for the host, and goes on with them. Every method may block; a failure's message is for people. */
public interface StudyOpener {
    /** A study that is worked on here. */
    interface Hosted extends AutoCloseable {
        /** Ends the work; what was acknowledged is in the journal. */
        @Override
        void close();
    }

    /** Told once, from any thread, when there is no more to do on a study here. */
    interface Listener {
        /** The study is finished, or paused. */
        void onOver();

        /** Its node failed; the study is unfinished. */
        void onFailure();
    }

    /**
     * Begins a study.
     *
     * @param study the study file
     * @param fresh whether an unfinished study of the same name is to be set aside
     * @throws Exception where it cannot be begun, and nothing of it is left
     */
    Hosted begin(String name, String study, boolean fresh, Listener listener) throws Exception;

    /** Goes on with a study. */
    Hosted goOn(String name, Listener listener) throws Exception;

    /** Every study that was begun. */
    List<String> names() throws Exception;

    /** What the journal of a study holds; it may be worked on. */
    EventSource journal(String name) throws Exception;

    /** Studies to go on with without being asked: another host had them, and did not see their end. */
    List<String> unfinished() throws Exception;
}
