package dev.tryout.audit;

import static dev.tryout.audit.Journals.FINALS;
import static dev.tryout.audit.Journals.RESUMED;
import static dev.tryout.audit.Journals.SHARED;
import static dev.tryout.audit.Journals.assigned;
import static dev.tryout.audit.Journals.champion;
import static dev.tryout.audit.Journals.completed;
import static dev.tryout.audit.Journals.created;
import static dev.tryout.audit.Journals.epoch;
import static dev.tryout.audit.Journals.measured;
import static dev.tryout.audit.Journals.promoted;
import static dev.tryout.audit.Journals.shared;
import static dev.tryout.audit.Journals.suggested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.study.StudyEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalAuditTest {
    /** A journal that breaks a rule, and the event that says so. */
    record Broken(String how, List<StudyEvent> journal, int event, Rule rule) {
        @Override
        public String toString() {
            return how;
        }
    }

    private static List<StudyEvent> without(List<StudyEvent> journal, int number) {
        List<StudyEvent> changed = new ArrayList<>(journal);
        changed.remove(number - 1);
        return changed;
    }

    private static List<StudyEvent> with(List<StudyEvent> journal, int number, StudyEvent event) {
        List<StudyEvent> changed = new ArrayList<>(journal);
        changed.set(number - 1, event);
        return changed;
    }

    private static List<StudyEvent> inserted(List<StudyEvent> journal, int number, StudyEvent event) {
        List<StudyEvent> changed = new ArrayList<>(journal);
        changed.add(number - 1, event);
        return changed;
    }

    static Stream<Broken> journals() {
        StudyEvent paused = new StudyEvent.StudyPaused("", 1);
        StudyEvent finished = new StudyEvent.StudyFinished("", 1);
        StudyEvent finals = new StudyEvent.FinalsBegun("", List.of(1, 2), 2, 2);
        return Stream.of(
                new Broken("its beginning is gone", without(RESUMED, 1), 1, Rule.BEGINNING),
                new Broken("it begins twice", inserted(RESUMED, 2, created()), 2, Rule.BEGINNING),
                new Broken("a suggestion is gone", without(RESUMED, 3), 3, Rule.NUMBERS),
                new Broken(
                        "a trial's number is left out", with(RESUMED, 5, suggested(3, 2, null, null)), 5, Rule.NUMBERS),
                new Broken(
                        "a trial is suggested twice",
                        inserted(RESUMED, 4, suggested(1, 2, null, null)),
                        4,
                        Rule.NUMBERS),
                new Broken("an assignment is gone", without(RESUMED, 4), 6, Rule.REPORTS),
                new Broken(
                        "a trial that is over goes on",
                        inserted(RESUMED, 15, assigned(1, 3, "worker-2")),
                        15,
                        Rule.TRANSITIONS),
                new Broken("a trial ends twice", inserted(RESUMED, 15, completed(1)), 15, Rule.TRANSITIONS),
                new Broken(
                        "an attempt's number is used again",
                        with(RESUMED, 12, assigned(1, 1, "worker-1")),
                        12,
                        Rule.ATTEMPTS),
                new Broken(
                        "an attempt's number is left out",
                        with(RESUMED, 12, assigned(1, 3, "worker-1")),
                        12,
                        Rule.ATTEMPTS),
                new Broken(
                        "a trial has two owners",
                        inserted(RESUMED, 7, assigned(1, 2, "worker-3")),
                        7,
                        Rule.TRANSITIONS),
                new Broken("a worker has two trials", with(RESUMED, 6, assigned(2, 1, "worker-1")), 6, Rule.OWNERS),
                new Broken(
                        "a run has two workers",
                        inserted(inserted(SHARED, 5, suggested(2, 2, 1, null)), 6, assigned(2, 1, "worker-2")),
                        6,
                        Rule.OWNERS),
                new Broken("a session takes over an owner", without(RESUMED, 11), 11, Rule.OWNERS),
                new Broken(
                        "an old attempt's report is recorded",
                        inserted(RESUMED, 13, measured(1, 1, 2, 0.7)),
                        13,
                        Rule.REPORTS),
                new Broken(
                        "a report is recorded of nobody's trial",
                        inserted(RESUMED, 12, measured(1, 1, 2, 0.7)),
                        12,
                        Rule.REPORTS),
                new Broken("an epoch is recorded twice", inserted(RESUMED, 8, measured(1, 1, 1, 0.5)), 8, Rule.EPOCHS),
                new Broken("a recorded epoch is gone", without(RESUMED, 7), 12, Rule.EPOCHS),
                new Broken(
                        "epochs are in another order",
                        with(with(RESUMED, 7, measured(1, 1, 2, 0.7)), 13, measured(1, 2, 1, 0.5)),
                        7,
                        Rule.EPOCHS),
                new Broken(
                        "an epoch of a run is trained twice",
                        with(SHARED, 10, measured(2, 1, 1, 0.5)),
                        10,
                        Rule.EPOCHS),
                new Broken(
                        "what is taken over was never measured",
                        with(SHARED, 8, shared(2, 1, epoch(1, 0.4))),
                        8,
                        Rule.SHARED),
                new Broken(
                        "what is taken over is of another run",
                        with(SHARED, 7, suggested(2, 2, null, null)),
                        8,
                        Rule.SHARED),
                new Broken(
                        "an epoch is taken over twice",
                        inserted(SHARED, 9, shared(2, 1, epoch(1, 0.5))),
                        9,
                        Rule.SHARED),
                new Broken("it pauses with a trial running", inserted(RESUMED, 8, paused), 8, Rule.PHASES),
                new Broken("a trial is assigned during a pause", inserted(RESUMED, 12, paused), 13, Rule.PHASES),
                new Broken("it finishes with a trial open", inserted(RESUMED, 15, finished), 15, Rule.END),
                new Broken(
                        "something follows its end", inserted(RESUMED, 19, suggested(3, 2, null, null)), 19, Rule.END),
                new Broken("it finishes twice", inserted(RESUMED, 19, finished), 19, Rule.END),
                new Broken("a finalist did not complete", inserted(RESUMED, 15, finals), 15, Rule.FINALS),
                new Broken("the finals begin twice", inserted(FINALS, 12, finals), 12, Rule.FINALS),
                new Broken(
                        "the search goes on in the finals",
                        with(FINALS, 12, suggested(3, 1, null, null)),
                        12,
                        Rule.FINALS),
                new Broken("a repeat is of no finalist", with(FINALS, 12, suggested(3, 1, null, 3)), 12, Rule.FINALS),
                new Broken("another is better than the champion", with(RESUMED, 19, promoted(1, 2)), 19, Rule.CHAMPION),
                new Broken("the finals chose another", with(FINALS, 21, promoted(1, 1)), 21, Rule.CHAMPION),
                new Broken("the champion has a better epoch", with(RESUMED, 19, promoted(2, 1)), 19, Rule.CHAMPION),
                new Broken("two are promoted", inserted(RESUMED, 20, promoted(2, 2)), 20, Rule.CHAMPION),
                new Broken("one is promoted too early", inserted(RESUMED, 18, promoted(2, 2)), 18, Rule.CHAMPION));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void aBrokenJournalIsToldWithTheEventThatBreaksIt(Broken broken) {
        List<Violation> found = JournalAudit.of(broken.journal(), EpochRule.EVERY);
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).event()).as("%s", found).isEqualTo(broken.event());
        assertThat(found.get(0).rule()).as("%s", found).isEqualTo(broken.rule());
    }

    @Test
    void everyRuleIsBrokenByOneOfThem() {
        EnumSet<Rule> broken = EnumSet.copyOf(journals().map(Broken::rule).collect(Collectors.toSet()));
        broken.add(Rule.ACKNOWLEDGED);
        assertThat(broken).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void journalsInWhichAllIsWellAreToldSo() {
        for (List<StudyEvent> journal : List.of(RESUMED, SHARED, FINALS)) {
            for (int events = 0; events <= journal.size(); events++) {
                if (events != 10) { // Where a session takes back what ran, in one batch.
                    assertThat(JournalAudit.of(journal.subList(0, events), EpochRule.EVERY))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsLookedFor() {
        Acknowledged kept = new Acknowledged(1, epoch(2, 0.7));
        Acknowledged other = new Acknowledged(1, epoch(2, 0.75));
        Acknowledged lost = new Acknowledged(2, epoch(3, 0.9));
        assertThat(JournalAudit.of(RESUMED, EpochRule.EVERY, List.of(kept))).isEmpty();
        assertThat(JournalAudit.of(RESUMED, EpochRule.EVERY, List.of(kept, other, lost)))
                .allMatch(violation -> violation.rule() == Rule.ACKNOWLEDGED && violation.event() == 0)
                .hasSize(2);
    }

    @Test
    void aBetterTrialThatCouldNotBePromotedIsNamedByTheChampion() {
        StudyEvent instead = new StudyEvent.ChampionPromoted(champion(1, 2).inPlaceOf(List.of(2)), 4);
        assertThat(JournalAudit.of(with(RESUMED, 19, instead), EpochRule.EVERY)).isEmpty();
    }

    @Test
    void aProgramMayLeaveEpochsOut() {
        List<StudyEvent> journal = without(RESUMED, 7);
        assertThat(JournalAudit.of(journal, EpochRule.ASCENDING)).isEmpty();
        assertThat(JournalAudit.of(inserted(RESUMED, 8, measured(1, 1, 1, 0.5)), EpochRule.ASCENDING))
                .extracting(Violation::rule)
                .containsExactly(Rule.EPOCHS);
    }

    /** Whatever was lost, doubled or moved, the journal is read to its end. */
    @Property(tries = 2_000)
    void anyDamageIsReadToItsEnd(@ForAll @IntRange(max = 2) int journal, @ForAll long seed) {
        List<StudyEvent> events =
                new ArrayList<>(List.of(RESUMED, SHARED, FINALS).get(journal));
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            StudyEvent event = events.remove(random.nextInt(events.size()));
            if (random.nextBoolean()) {
                events.add(random.nextInt(events.size() + 1), event);
            }
            events.add(random.nextInt(events.size() + 1), events.get(random.nextInt(events.size())));
        }
        assertThat(JournalAudit.of(events, EpochRule.EVERY)).isNotNull();
    }

    @Test
    void aSummaryCountsWhatAJournalHolds() {
        assertThat(JournalSummary.of(RESUMED)).isEqualTo(new JournalSummary(19, 2, 2, 4, 4, 0, 2));
        assertThat(JournalSummary.of(SHARED)).isEqualTo(new JournalSummary(13, 1, 3, 2, 2, 0, 0));
    }
}
