package dev.tryout.study;

import dev.tryout.sampler.Method;
import dev.tryout.scheduler.SchedulerSpec;
import java.util.Locale;

/** A sampler and a scheduler, as one name joined by a plus: {@code random}, {@code tpe+asha}. */
public record Policy(Method method, SchedulerSpec scheduler) {
    /**
     * The policy that is used where none is asked for: the one place that knows which is best.
     *
     * @param epochs that a trial trains, at most
     */
    public static Policy best(int epochs) {
        return epochs > 1
                ? new Policy(Method.MULTI_FIDELITY, new SchedulerSpec.None())
                : new Policy(Method.GP, new SchedulerSpec.None());
    }

    /** Its name, whatever the scheduler's settings. */
    public String name() {
        return scheduler instanceof SchedulerSpec.None
                ? method.spelling()
                : method.spelling() + "+" + scheduler.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * The policy of that name; schedulers have their default settings.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public static Policy parse(String name) {
        int plus = name.indexOf('+');
        Method method = Method.of(plus < 0 ? name : name.substring(0, plus));
        return new Policy(method, plus < 0 ? new SchedulerSpec.None() : SchedulerSpec.of(name.substring(plus + 1)));
    }
}
