package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.budget.Provision;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.tally.Provisions;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far the people are: what should be there from the chunk rows, what is there from the tally. Says
 * when it is worth looking; whether it is really so, {@code finish} checks by the tasks themselves.
 */
final class Progress {

    private final long items;
    private final long accepted;
    private final long people;
    private final long gold;
    private final long autoAudited;
    private final long nearDuplicates;
    private final Counters totals;

    Progress(List<Chunk> chunks, Counters totals) {
        this.items = chunks.stream().mapToLong(Chunk::items).sum();
        this.accepted = chunks.stream().mapToLong(Chunk::autoAccepted).sum();
        this.people = chunks.stream().mapToLong(Chunk::people).sum();
        this.gold = chunks.stream().mapToLong(Chunk::gold).sum();
        this.autoAudited = chunks.stream().mapToLong(Chunk::autoAudited).sum();
        this.nearDuplicates = chunks.stream().mapToLong(Chunk::nearDuplicates).sum();
        this.totals = totals;
    }

    private boolean knowsAllTasks() {
        return totals.get(Names.TASKS + "human") == people
                && totals.get(Names.TASKS + "gold") == gold
                && totals.get(Names.TASKS + "auto") == autoAudited;
    }

    /** Whether all tasks are known and none seems to be with a vendor. */
    boolean isQuiet() {
        return knowsAllTasks()
                && Stream.of("human", "gold").allMatch(stratum -> totals.get(Names.STATE + stratum + ".claimed") == 0)
                && Stream.of("auto", "human").allMatch(stratum -> totals.get(Names.AUDIT + stratum + ".out") == 0);
    }

    /** What it is read from. */
    Counters totals() {
        return totals;
    }

    /** What the crowd has to leave of the batch's money to experts. */
    Provision provision(Batch batch) {
        return Provisions.of(batch, totals);
    }

    /** Answers on known items that are in their tasks. */
    long goldAnswers() {
        return totals.get(Names.BALLOTS + "gold");
    }

    /** Whether every task of the first wave seems to be resolved. */
    boolean isPilotOver() {
        return knowsAllTasks()
                && Stream.of("open", "claimed", "adjudicate")
                        .allMatch(state -> totals.get(Names.WAVE + "0." + state) == 0);
    }

    /** Whether items have neither a task nor an answer, nor take another item's. */
    boolean hasWaiting() {
        return items > accepted + people + gold + nearDuplicates;
    }

    /** Whether every task seems to have an answer, or nobody left to ask for one. */
    boolean isLabelled() {
        return knowsAllTasks()
                && totals.get(Names.STATE + "human.resolved") + totals.get(Names.STATE + "human.unanswered") == people
                && totals.get(Names.STATE + "gold.resolved") == gold;
    }

    /** Whether every audit that was drawn seems to be answered. */
    boolean isAudited() {
        return isLabelled()
                && Stream.of("auto", "human")
                        .allMatch(stratum -> totals.get(Names.AUDIT + stratum + ".due") == 0
                                && totals.get(Names.AUDIT + stratum + ".out") == 0);
    }
}
