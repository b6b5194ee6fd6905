package dev.labelmill.core.consensus;

import java.util.List;
import java.util.Objects;

/**
 * A task as consensus sees it.
 *
 * @param item the item's id
 * @param prior the item's own distribution over classes, such as a pre-label that annotators did not see; null
 *     where the batch's class distribution applies
 * @param known index of the class where the answer is known beforehand (gold, or an expert's word); else null
 * @param votes the answers
 */
public record TaskVotes(String item, double[] prior, Integer known, List<Vote> votes) {

    /** Copies the votes; the prior is taken as it is and must not change. */
    public TaskVotes {
        Objects.requireNonNull(item, "item");
        votes = List.copyOf(votes);
    }

    /** A task of which only the votes are known. */
    public TaskVotes(String item, List<Vote> votes) {
        this(item, null, null, votes);
    }
}
