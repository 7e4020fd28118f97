package dev.tryout.cluster;

import akka.actor.typed.ActorRef;
import dev.tryout.study.StudyCommand;
import dev.tryout.study.StudyEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a study may have a trial for one more worker, and the lender's knowledge of it. */
final class WorkToDo {
    private final ActorRef<SupervisorMessage> study;
    private boolean nothing;
    private @Nullable ActorRef<BrokerMessage> told;

    WorkToDo(ActorRef<SupervisorMessage> study) {
        this.study = study;
    }

    /** Whether a worker asked in vain and nothing happened since. */
    boolean isNothing() {
        return nothing;
    }

    /** There is nothing for that worker, which the lender may lend elsewhere. */
    void tellNothing(String worker, ActorRef<BrokerMessage> lender) {
        told = lender;
        lender.tell(new BrokerMessage.NothingToDo(worker, study));
    }

    /** Something was asked, and that happened. */
    void decided(StudyCommand command, List<StudyEvent> events) {
        nothing = events.isEmpty() && (nothing || command instanceof StudyCommand.RequestWork);
        if (!nothing && told != null) {
            told.tell(new BrokerMessage.MayHaveWork(study));
            told = null;
        }
    }
}
