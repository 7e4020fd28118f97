package dev.tryout.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tryout.scheduler.SchedulerSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyEventJsonTest {
    static List<StudyEvent> events() {
        return Stream.of(
                        SampleJournal.EVENTS,
                        SampleJournal.LATER_EVENTS,
                        SampleJournal.EDIT_EVENTS,
                        SampleJournal.SHARED_EVENTS,
                        SampleJournal.ASKED_EVENTS)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackFromJson(StudyEvent event) {
        assertThat(Json.read(Json.write(event), StudyEvent.class)).isEqualTo(event);
    }

    @Test
    void coversEveryEvent() {
        assertThat(events().stream().map(Object::getClass))
                .containsAll(Arrays.asList(StudyEvent.class.getPermittedSubclasses()));
    }

    @Test
    void writesEverySchedulerAndDomain() {
        for (SchedulerSpec spec : Studies.SCHEDULERS) {
            assertThat(Json.read(Json.write(spec), SchedulerSpec.class)).isEqualTo(spec);
        }
        StudySpec withoutEarlyStopping = Studies.spec(Studies.SPACE, new Budget(null, null, 7));
        assertThat(Json.read(Json.write(withoutEarlyStopping), StudySpec.class)).isEqualTo(withoutEarlyStopping);
    }

    @Test
    void writesViewsForOtherPrograms() {
        for (List<StudyEvent> journal : List.of(
                SampleJournal.EVENTS,
                SampleJournal.LATER_EVENTS,
                SampleJournal.EDIT_EVENTS,
                SampleJournal.SHARED_EVENTS,
                SampleJournal.ASKED_EVENTS)) {
            StudyState state = new StudyState();
            journal.forEach(state::apply);
            assertThat(Json.read(Json.write(state.view()), StudyView.class)).isEqualTo(state.view());
        }
    }
}
