package dev.tryout.scheduler;

class HyperbandStoppingTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Schedulers.of(new SchedulerSpec.Hyperband(1, 3, SchedulerSpec.Kind.STOPPING));
    }
}
