package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficients;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.VoteRatings;
import dev.labelmill.core.consensus.VoteSource;
import dev.labelmill.core.consensus.Votes;
import dev.labelmill.core.task.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a finished batch tells of its people, where labels are single classes. */
public final class ClassQuality {

    /** Labels that are kept in memory, at six bytes each; more are read anew for each coefficient. */
    private static final long MOST_HELD = 2_000_000;

    /** Pairs of annotators and classes that Cohen's kappa may keep, at some 50 bytes each. */
    static final long MOST_PAIRS = 1_000_000;

    private ClassQuality() {}

    /**
     * How far people agree on the items that they decided: what counters tell while the batch runs, with intervals, and more.
     *
     * @param tasks read from the start as often as needed, the same each time
     */
    public static MeasuredAgreement agreement(Iterable<SettledTask> tasks, int classes) {
        Iterable<TaskVotes> people = Mapped.some(
                tasks,
                task -> task.stratum() == Stratum.HUMAN
                        ? Optional.of(new TaskVotes(task.item(), task.ballots()))
                        : Optional.empty());
        return MeasuredAgreement.exact(Coefficients.ofNominal(ratings(people, classes), MOST_PAIRS));
    }

    /** Votes as ratings, in memory unless they are very many. */
    static VoteRatings ratings(Iterable<TaskVotes> people, int classes) {
        NamedVotes votes = new NamedVotes(people, classes);
        long[] labels = {0};
        votes.forEach(task -> labels[0] += task.count());
        VoteSource source = labels[0] <= MOST_HELD ? Votes.sample(votes, MOST_HELD) : votes;
        return new VoteRatings(source, classes);
    }

    /**
     * What is to be said of each annotator.
     *
     * @param tasks read from the start as often as needed, the same each time
     */
    public static CrowdReport crowd(Iterable<SettledTask> tasks, FinalConsensus consensus, int classes) {
        Iterable<ReviewedTask> reviewed = Mapped.some(
                tasks,
                task -> task.stratum() == Stratum.AUTO
                        ? Optional.empty()
                        : Optional.of(ReviewedTask.of(task, consensus)));
        ClassReviews reviews = ClassReviews.of(reviewed, classes);
        List<AnnotatorReport> annotators = new ArrayList<>();
        for (String who : reviews.names()) {
            int number = annotators.size();
            AnnotatorReview review = reviews.of(number);
            annotators.add(new AnnotatorReport(
                    who,
                    review,
                    reviews.confusion(number),
                    review.isComparable() ? OptionalDouble.of(consensus.accuracy(who)) : OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty()));
        }
        return new CrowdReport(annotators, reviews.labels(), reviews.searched());
    }
}
