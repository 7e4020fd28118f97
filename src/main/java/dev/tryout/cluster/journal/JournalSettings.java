package dev.tryout.cluster.journal;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;

/**
 * The part {@code tryout.journal} of a node's configuration.
 *
 * @param server where new studies keep their journals; empty where each has a file in its folder
 * @param patience how long a supervisor waits for a server that is out of reach
 */
public record JournalSettings(Optional<PostgresServer> server, Duration patience) {
    static JournalSettings of(Config node) throws JournalException {
        Config journal = node.getConfig("tryout.journal");
        String url = journal.getString("url");
        Optional<PostgresServer> server = url.isEmpty()
                ? Optional.empty()
                : Optional.of(new PostgresServer(url, journal.getString("user"), journal.getString("password")));
        if (server.isPresent()) {
            server.get().check();
        }
        return new JournalSettings(server, journal.getDuration("patience"));
    }
}
