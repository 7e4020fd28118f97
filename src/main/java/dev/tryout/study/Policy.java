package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sampler and a scheduler under one name, as commands take it: {@code tpe}, {@code random+asha}. A scheduler that is named so has
 * its default settings.
 */
public record Policy(Method method, SchedulerSpec scheduler) {
    private static final Map<String, SchedulerSpec> SCHEDULERS = schedulers();

    /**
     * The policy that is used where none is asked for: the one place that knows which is best.
     *
     * @param epochs the most that a trial trains
     */
    public static Policy best(int epochs) {
        return new Policy(Method.TPE, epochs > 1 ? SchedulerSpec.Asha.DEFAULT : new SchedulerSpec.None());
    }

    /**
     * The policy of that name.
     *
     * @param name a sampler, or a sampler and a scheduler joined by a plus
     * @throws IllegalArgumentException listing the names there are
     */
    public static Policy of(String name) {
        int plus = name.indexOf('+');
        Method method = Method.of(plus < 0 ? name : name.substring(0, plus));
        if (plus < 0) {
            return new Policy(method, new SchedulerSpec.None());
        }
        SchedulerSpec scheduler = SCHEDULERS.get(name.substring(plus + 1));
        if (scheduler == null) {
            throw new IllegalArgumentException("no scheduler '" + name.substring(plus + 1) + "': use one of "
                    + String.join(", ", SCHEDULERS.keySet()));
        }
        return new Policy(method, scheduler);
    }

    /** Every scheduler's name and default settings. */
    private static Map<String, SchedulerSpec> schedulers() {
        Map<String, SchedulerSpec> byName = new LinkedHashMap<>();
        byName.put("none", new SchedulerSpec.None());
        byName.put("median", SchedulerSpec.Median.DEFAULT);
        byName.put("asha", SchedulerSpec.Asha.DEFAULT);
        return Collections.unmodifiableMap(byName);
    }
}
