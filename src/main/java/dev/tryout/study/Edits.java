package dev.tryout.study;

import dev.tryout.sampler.EarlierStudy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a study that has begun would become by a changed study file. The budget, the values of parameters and what is asked of workers
 * may change; everything else is what the trials so far have in common.
 *
 * @param spec the study with the changes; as it is where nothing changes
 * @param changes a line each, for people: {@code budget.trials: 24 -> 48}
 * @param refusals what must not change; an edit with any is not made
 */
public record Edits(StudySpec spec, List<String> changes, List<Refusal> refusals) {
    public Edits {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    /** What the edit would do to the study as it stands: it must not be finished or stopped, nor have spent the new budget already. */
    public static Edits of(StudyState state, StudySpec wanted) {
        Edits edits = between(state.spec(), wanted);
        List<Refusal> refusals = new ArrayList<>();
        if (state.phase() == Phase.FINISHED) {
            String name = state.spec().name();
            refusals.add(new Refusal(List.of(), "study '" + name + "' is finished", anew(name)));
        }
        if (state.finals().isPresent() && state.phase() != Phase.FINISHED) {
            String name = state.spec().name();
            refusals.add(new Refusal(
                    List.of(), "the search of study '" + name + "' is over: its finalists run", anew(name)));
        }
        if (state.stopped().isPresent() && state.phase() != Phase.FINISHED) {
            String name = state.spec().name();
            refusals.add(new Refusal(List.of(), "study '" + name + "' was stopped", anew(name)));
        }
        refusals.addAll(edits.refusals());
        refusals.addAll(BudgetEdits.overspent(state, wanted.budget()));
        return new Edits(edits.spec(), edits.changes(), refusals);
    }

    /**
     * The differences of two specifications. The order of parameters and constraints is none, and what is known beforehand stays as
     * it was resolved when the study began.
     */
    public static Edits between(StudySpec before, StudySpec wanted) {
        SpaceEdits space = SpaceEdits.between(before, wanted);
        List<String> changes = new ArrayList<>(BudgetEdits.changes(before.budget(), wanted.budget()));
        changes.addAll(space.changes());
        if (!before.needs().equals(wanted.needs())) {
            changes.add("workers: " + before.needs().describe() + " -> "
                    + wanted.needs().describe());
        }
        List<Refusal> refusals = new ArrayList<>();
        refuse(refusals, before, "study", before.name(), wanted.name());
        refuse(refusals, before, "seed", before.seed(), wanted.seed());
        refuse(
                refusals,
                before,
                "metric",
                before.criteria().get(0),
                wanted.criteria().get(0));
        refuse(refusals, before, "trade_off", traded(before), traded(wanted));
        refuse(
                refusals,
                before,
                "method",
                before.method().spelling(),
                wanted.method().spelling());
        refuse(refusals, before, "scheduler", before.scheduler(), wanted.scheduler());
        refuse(refusals, before, "early_stopping", before.earlyStopping(), wanted.earlyStopping());
        refuse(
                refusals,
                before,
                "constraints",
                new HashSet<>(before.space().constraints()),
                new HashSet<>(wanted.space().constraints()));
        refuse(refusals, before, "warm_start_from", earlier(before), earlier(wanted));
        refuse(refusals, before, "finalists", before.finalists(), wanted.finalists());
        if (!space.keepsInitial(before, wanted)) {
            refusals.add(refusal(
                    before, "initial", "'initial' cannot change from what study.yaml in the study's folder has"));
        }
        refusals.addAll(space.refusals());
        StudySpec edited = before.with(wanted.budget(), space.space()).with(wanted.needs());
        return new Edits(edited, changes, refusals);
    }

    /** Whether it may be made; it may change nothing. */
    public boolean isAllowed() {
        return refusals.isEmpty();
    }

    /** What to do where a study must not be changed so. */
    public static String anew(String study) {
        return "begin a new study with warm_start_from: [" + study + "]";
    }

    private static List<Criterion> traded(StudySpec spec) {
        return spec.criteria().subList(1, spec.criteria().size());
    }

    private static List<String> earlier(StudySpec spec) {
        return spec.knowledge().earlier().stream().map(EarlierStudy::study).toList();
    }

    private static void refuse(
            List<Refusal> refusals, StudySpec before, String key, @Nullable Object old, @Nullable Object wanted) {
        if (!Objects.equals(old, wanted)) {
            boolean isWord = old instanceof String || old instanceof Long;
            String values = isWord ? ": it is " + old + ", found " + wanted : "";
            refusals.add(refusal(before, key, "'" + key + "' of a study that has begun cannot change" + values));
        }
    }

    private static Refusal refusal(StudySpec before, String key, String message) {
        return new Refusal(List.of(key), message, "put it back, or " + anew(before.name()));
    }
}
