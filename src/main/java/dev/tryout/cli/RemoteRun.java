package dev.tryout.cli;

import dev.tryout.cli.progress.Progress;
import dev.tryout.cluster.ClusterClient;
import dev.tryout.cluster.HostMessage;
import dev.tryout.cluster.RemoteStudy;
import dev.tryout.cluster.StudyLink;
import dev.tryout.cluster.SupervisorMessage;
import dev.tryout.study.Champion;
import dev.tryout.study.Phase;
import dev.tryout.study.StudyEvent;
import dev.tryout.study.StudyView;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.trial.Digits;
import dev.tryout.trial.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A study that a standing cluster works on, submitted and watched from here; it goes on whether it is watched or not. */
final class RemoteRun {
    /** The data of a study is read before it begins. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(2);

    private final List<String> coordinators;
    private final ProgressOptions options;
    private final PrintWriter out;

    RemoteRun(List<String> coordinators, ProgressOptions options, PrintWriter out) {
        this.coordinators = coordinators;
        this.options = options;
        this.out = out;
    }

    /** Submits a study, and watches it unless it is detached; returns the exit code. */
    int submit(StudyFile study, boolean fresh, boolean detach) throws IOException, InterruptedException {
        String name = study.study().name();
        return watch(name, detach, client -> client.submit(name, study.resolved(), fresh));
    }

    /** Has the cluster go on with a study, and watches it unless it is detached; returns the exit code. */
    int goOn(String name, boolean detach) throws IOException, InterruptedException {
        return watch(name, detach, client -> client.goOn(name));
    }

    private interface Request {
        HostMessage.Answer answer(ClusterClient client) throws TimeoutException, InterruptedException;
    }

    private int watch(String name, boolean detach, Request request) throws IOException, InterruptedException {
        try (ClusterClient client = new ClusterClient(Home.configuration("worker"), coordinators, LIMIT)) {
            HostMessage.Answer answer = request.answer(client);
            if (!answer.refusal().isEmpty()) {
                throw new UserError(ExitCode.STATE, "the cluster refuses study '" + name + "': " + answer.refusal());
            }
        } catch (TimeoutException e) {
            throw JoinOption.silent(coordinators, LIMIT);
        }
        String member = String.join(",", coordinators);
        if (!options.json()) {
            out.println("study '" + name + "' is worked on by the cluster at " + member + "; watch it:  ./tryout top "
                    + name + " --join " + member);
        }
        if (detach) {
            return ExitCode.OK;
        }
        RemoteDoor door = new RemoteDoor(coordinators, name, SILENCE_LIMIT);
        try (StudyLink link = door.link();
                Progress progress = options.open(out)) {
            return follow(name, new RemoteStudy(link), progress);
        } catch (TimeoutException e) {
            throw JoinOption.silent(coordinators, SILENCE_LIMIT);
        }
    }

    private int follow(String name, RemoteStudy study, Progress progress)
            throws IOException, InterruptedException, TimeoutException {
        Waits waits = new Waits();
        while (true) {
            List<StudyEvent> events = study.refresh();
            StudyView view = study.state().view();
            long nowMs = System.currentTimeMillis();
            List<String> waitsNow = waits.news(study.waits());
            if (!events.isEmpty() || !waitsNow.isEmpty()) {
                progress.update(
                        new SupervisorMessage.Update(view, events, study.progress(), Map.of(), study.waits()), nowMs);
            }
            waitsNow.forEach(progress::notice);
            progress.tick(nowMs);
            if (view.champion() != null) {
                progress.close();
                sayChampion(view, view.champion());
                return ExitCode.OK;
            }
            if (view.phase() == Phase.PAUSED) {
                progress.close();
                out.println("paused: " + view.phaseReason() + ". Go on with:  ./tryout resume " + name + " --join "
                        + String.join(",", coordinators));
                return ExitCode.PAUSED;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void sayChampion(StudyView study, Champion champion) {
        if (options.json()) {
            return;
        }
        Metric metric = study.spec().metric();
        out.printf(
                Locale.ROOT,
                "champion  trial %d, validation %s %s at epoch %d%n",
                champion.trial(),
                metric.name(),
                Digits.text(
                        study.trials().get(champion.trial() - 1).score(metric).orElse(Double.NaN)),
                champion.epoch());
        out.println("model     " + champion.folder() + " on the coordinator's machine");
    }
}
