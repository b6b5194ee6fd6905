package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Vote;

/**
 * One annotator's current answer as the task remembers it.
 *
 * @param answer   class index, or {@link Unclassed#VALUE}
 * @param revision the annotator's own version of the answer, at least 1
 * @param millis   time the annotator took, in milliseconds; 0 if the vendor did not say
 */
public record Ballot(String vendor, String annotator, int answer, long revision, long millis)
        implements Comparable<Ballot> {

    /** The annotator's name across vendors, as skills and tallies know it. */
    public String who() {
        return vendor + "/" + annotator;
    }

    /** The same as evidence for a posterior. */
    public Vote asVote() {
        return new Vote(who(), answer);
    }

    /** By annotator, so that sums over ballots never depend on the order of arrival. */
    @Override
    public int compareTo(Ballot other) {
        return who().compareTo(other.who());
    }
}
