package dev.tryout.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import dev.tryout.cli.TryoutProcess;
import dev.tryout.cluster.journal.Journal;
import dev.tryout.cluster.journal.PostgresSchema;
import dev.tryout.study.Phase;
import dev.tryout.study.Study;
import dev.tryout.study.StudyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's server crashes and comes back in the middle of a study. */
class PostgresOutageIT {
    private static final int TRIALS = 60;
    private static final int EPOCHS = 4;
    private static final int WORKERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(4);

    private final PostgresFixture postgres = PostgresFixture.shared();
    private final Set<SteadyWorker.Acknowledged> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> notices = new ConcurrentLinkedQueue<>();
    private String database = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void createTables() throws Exception {
        database = postgres.createDatabase();
        new PostgresSchema(postgres.server(database)).create();
    }

    private Journal journal(Path configuration) throws Exception {
        Journal journal = new StudyFolder(folder).journal(configuration);
        journal.prepare();
        return journal;
    }

    private Behavior<SupervisorMessage> patient(Journal journal, Duration patience) throws IOException {
        return SupervisorKeeper.create(
                Supervisor.maker(
                        "sample", journal.persistenceId("sample"), journal, Study::of, System::currentTimeMillis),
                patience,
                notices::add);
    }

    private void awaitAcknowledged(int count) throws InterruptedException {
        while (acknowledged.size() < count) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void crashFor(long ms) throws Exception {
        postgres.stop();
        TimeUnit.MILLISECONDS.sleep(200); // Answers that were under way arrive.
        int before = acknowledged.size();
        TimeUnit.MILLISECONDS.sleep(ms);
        assertThat(acknowledged).as("acknowledged without a journal").hasSize(before);
        postgres.start();
    }

    @Test
    void nothingAcknowledgedIsLostAndTheStudyGoesOn() throws Exception {
        Journal journal = journal(postgres.coordinator(folder, database));
        ActorTestKit kit = Kits.withJournal(journal);
        try {
            ActorRef<SupervisorMessage> supervisor = kit.spawn(patient(journal, PATIENCE));
            TestProbe<Phase> phases = kit.createTestProbe();
            supervisor.tell(new SupervisorMessage.Subscribe(kit.spawn(Behaviors.receiveMessage(update -> {
                if (update.study().phase() == Phase.FINISHED) {
                    phases.ref().tell(Phase.FINISHED);
                }
                return Behaviors.same();
            }))));
            supervisor.tell(new SupervisorMessage.Begin(Samples.spec(TRIALS, EPOCHS), "{}", "", "test"));
            for (int worker = 1; worker <= WORKERS; worker++) {
                kit.spawn(SteadyWorker.create("worker-" + worker, supervisor, acknowledged::add));
            }
            for (int outage = 1; outage <= 4; outage++) {
                awaitAcknowledged(outage * TRIALS * EPOCHS / 6);
                crashFor(outage * 700L);
            }
            phases.expectMessage(END, Phase.FINISHED);
        } finally {
            kit.shutdownTestKit();
        }
        JournalChecker.Summary summary = JournalChecker.check(journal);
        assertThat(summary.trials()).isEqualTo(TRIALS);
        assertThat(summary.epochs()).isEqualTo(TRIALS * EPOCHS);
        assertThat(summary.sessions()).isEqualTo(1);
        assertThat(measured(journal)).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(notices)
                .anySatisfy(text -> assertThat(text).contains("out of reach"))
                .anySatisfy(text -> assertThat(text).contains("is back"))
                .allSatisfy(text -> assertThat(text).doesNotContain(PostgresFixture.PASSWORD));
    }

    private static Set<SteadyWorker.Acknowledged> measured(Journal journal) throws Exception {
        return journal.read().stream()
                .filter(StudyEvent.EpochMeasured.class::isInstance)
                .map(StudyEvent.EpochMeasured.class::cast)
                .map(event -> new SteadyWorker.Acknowledged(
                        event.trial(), event.attempt(), event.measurement().epoch()))
                .collect(Collectors.toSet());
    }

    @Test
    void aServerThatStaysAwayEndsTheSupervisor() throws Exception {
        Journal journal = journal(postgres.coordinator(folder, database));
        ActorTestKit kit = Kits.withJournal(journal);
        TestProbe<String> failures = kit.createTestProbe();
        try {
            postgres.stop();
            kit.spawn(Behaviors.<Void>setup(context -> {
                context.watch(context.spawn(patient(journal, Duration.ofMillis(100)), "supervisor"));
                return Behaviors.receive(Void.class)
                        .onSignal(ChildFailed.class, failed -> {
                            failures.ref().tell(Node.causes(failed.cause()));
                            return Behaviors.same();
                        })
                        .build();
            }));
            assertThat(failures.receiveMessage(END)).contains("was out of reach for");
        } finally {
            postgres.start();
            kit.shutdownTestKit();
        }
    }

    @Test
    void aRunWithItsWorkersOutlivesACrash() throws Exception {
        postgres.coordinator(folder, database);
        Path study = Files.writeString(
                folder.resolve("outlives.yaml"), """
                        version: 1
                        study: outlives
                        seed: 3
                        metric: {name: loss, goal: minimize}
                        method: random
                        scheduler: none
                        budget: {trials: 4}
                        parameters:
                          x: {min: -5.0, max: 5.0}
                          epochs: 6
                        command: [sh, "%s"]
                        """.formatted(Files.writeString(folder.resolve("train.sh"), """
                                epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
                                while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                                    sleep 0.5
                                    echo "{\\"epoch\\": $epoch, \\"loss\\": 0.$epoch}"
                                    epoch=$((epoch + 1))
                                done
                                """)));
        try (TryoutProcess run = TryoutProcess.start(folder, "run", study.toString(), "--workers", "2")) {
            run.awaitOutput(text -> text.contains("trial 1 epoch 2/"));
            postgres.stop();
            run.awaitOutput(text -> text.contains("out of reach"));
            TimeUnit.SECONDS.sleep(3);
            postgres.start();
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("is back").contains("champion  trial");
        }
        StudyFolder outlives = new StudyFolder(folder.resolve("studies").resolve("outlives"));
        JournalChecker.Summary summary =
                JournalChecker.check(outlives.journal(folder.resolve("cluster-conf/coordinator.conf")));
        assertThat(summary.epochs()).isEqualTo(24);
        assertThat(summary.attempts()).as("no trial changed hands").isEqualTo(4);
        assertThat(outlives.root().resolve(Journal.SQLITE_FILE)).doesNotExist();
        for (String log : List.of("coordinator.log", "worker-1.log")) {
            assertThat(Files.readString(outlives.logs().resolve(log))).doesNotContain(PostgresFixture.PASSWORD);
        }
        try (TryoutProcess status = TryoutProcess.run(folder, "status", "outlives")) {
            assertThat(status.output()).contains("finished").contains("trials complete");
        }
    }
}
