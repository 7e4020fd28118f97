package dev.tryout.cli;

import dev.tryout.cluster.Node;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.JournalSettings;
import dev.tryout.cluster.journal.PostgresSchema;
import dev.tryout.cluster.journal.PostgresServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tryout journal}. */
@Command(
        name = "journal",
        description = {
            "Says where new studies keep their journals, and whether that place is ready.",
            "With --create, makes the tables in the PostgreSQL database that cluster-conf/coordinator.conf includes."
        })
final class JournalCommand implements Callable<Integer> {
    @Option(names = "--create", description = "Make the tables that are not there yet.")
    private boolean create;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Path configuration = Home.configuration("coordinator");
        JournalSettings settings = Journal.settings(() -> Node.settings(configuration));
        Optional<PostgresServer> server = settings.server();
        if (server.isEmpty()) {
            out.println("journals  SQLite, a file in the folder of each study; nothing has to be created");
            out.println("          for PostgreSQL, have " + configuration + " include postgresql.conf");
            return ExitCode.OK;
        }
        PostgresSchema schema = new PostgresSchema(server.get());
        out.println("journals  " + server.get().place());
        out.println(create ? "runs" : "--create runs");
        schema.statements().forEach(sql -> out.println("  " + sql.replace("\n", "\n  ") + ";"));
        out.flush();
        if (create) {
            schema.create();
        }
        schema.describe().forEach(out::println);
        return ExitCode.OK;
    }
}
