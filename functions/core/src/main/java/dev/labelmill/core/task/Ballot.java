package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Vote;
import java.util.OptionalInt;

/**
 * One annotator's current answer as the task remembers it.
 *
 * @param answer   class index, or {@link Unclassed#VALUE}
 * @param revision the annotator's own version of the answer, at least 1
 * @param millis   time the annotator took, in milliseconds; 0 if the vendor did not say
 * @param step     which step of its scale a rating is, from 0, so that agreement can be told while a batch runs; empty
 *     for other labels
 */
public record Ballot(String vendor, String annotator, int answer, long revision, long millis, OptionalInt step)
        implements Comparable<Ballot> {

    /** A ballot that is no rating. */
    public Ballot(String vendor, String annotator, int answer, long revision, long millis) {
        this(vendor, annotator, answer, revision, millis, OptionalInt.empty());
    }

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
