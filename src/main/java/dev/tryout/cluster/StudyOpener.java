package dev.tryout.cluster;

import java.util.List;

/** Begins studies for the host, and goes on with them. Every method may block; a failure's message is for people. */
public interface StudyOpener {
    /** A study that is worked on here. */
    interface Hosted extends AutoCloseable {
        /** Ends the work; what was acknowledged is in the journal. */
        @Override
        void close();
    }

    /**
     * Begins a study.
     *
     * @param study the study file
     * @param fresh whether an unfinished study of the same name is to be set aside
     * @param over to be called once, from any thread, when there is no more to do here
     * @throws Exception where it cannot be begun, and nothing of it is left
     */
    Hosted begin(String name, String study, boolean fresh, Runnable over) throws Exception;

    /** Goes on with a study. */
    Hosted goOn(String name, Runnable over) throws Exception;

    /** Studies to go on with without being asked: another host had them, and did not see their end. */
    List<String> unfinished() throws Exception;
}
