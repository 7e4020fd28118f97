package dev.tryout.cluster;

import dev.tryout.study.Edits;
import dev.tryout.study.Refusal;
import java.util.List;

/**
 * What became of an edit, once that is in the journal.
 *
 * @param changes that were made, a line each; none where the study was so already
 * @param refusals why it was not made; none where it was
 */
public record EditAnswer(List<String> changes, List<Refusal> refusals) implements WireMessage {
    public EditAnswer {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    static EditAnswer of(Edits edits) {
        return new EditAnswer(edits.isAllowed() ? edits.changes() : List.of(), edits.refusals());
    }
}
