package dev.tryout.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tryout.study.Budget;
import dev.tryout.study.Policy;
import dev.tryout.study.StudySpec;
import dev.tryout.trial.Goal;
import dev.tryout.trial.Metric;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client starts.
 *
 * @param epochs that a trial trains
 * @param workers how many trials may be open at once
 */
record Start(StudySpec spec, ClientSpace space, int epochs, int workers) {
    /** What is measured; the client gives it no name. */
    static final String METRIC = "value";

    private static final List<String> FIELDS =
            List.of("op", "direction", "space", "seed", "workers", "epochs", "method", "trials", "budget");

    static Start read(JsonNode request) {
        Fields fields = new Fields("start", request);
        fields.allowOnly(FIELDS);
        Goal goal = Goal.valueOf(
                fields.oneOf("direction", List.of("minimize", "maximize")).toUpperCase(Locale.ROOT));
        ClientSpace space = SpaceReader.read(fields.required("space"));
        int epochs = fields.count("epochs", 1);
        Policy policy = fields.has("method") ? policy(fields.text("method")) : Policy.best(epochs);
        StudySpec spec = new StudySpec(
                "ask-tell",
                fields.has("seed") ? fields.whole("seed") : 0,
                new Metric(METRIC, goal),
                policy.method(),
                policy.scheduler(),
                null,
                budget(fields),
                space.space(epochs));
        return new Start(spec, space, epochs, fields.count("workers", 1));
    }

    private static Policy policy(String name) {
        try {
            return Policy.parse(name);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("start: 'method': " + e.getMessage());
        }
    }

    private static Budget budget(Fields fields) {
        @Nullable Integer epochs = fields.has("budget") ? fields.count("budget") : null;
        @Nullable Integer trials = fields.has("trials") ? fields.count("trials") : null;
        return trials == null && epochs == null
                ? new Budget(Integer.MAX_VALUE, null, null)
                : new Budget(trials, null, epochs);
    }
}
