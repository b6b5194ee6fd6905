package dev.labelmill.core.results;

import dev.labelmill.core.annotator.AnnotatorCounts;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.AnnotatorReviews;
import dev.labelmill.core.annotator.SharedMistakes;
import dev.labelmill.core.annotator.WorkSketches;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.TaskView;
import dev.labelmill.core.consensus.Votes;
import java.util.List;
import java.util.Optional;

/**
 * Reviews annotators whose answers are classes, with memory for the annotators and a bounded number of answers: copies are
 * looked for among all answers of as many items, drawn at random, as have {@value #MOST_SEARCHED} together.
 */
final class ClassReviews {

    static final long MOST_SEARCHED = 1_000_000;

    /** A larger square per annotator, such as that of a scale from 0 to 1,000, fits no row and tells nobody anything. */
    static final int MOST_CONFUSED = 128;

    private final NamedVotes votes;
    private final AnnotatorReviews reviews;
    private final long labels;
    private final long searched;

    private ClassReviews(NamedVotes votes, AnnotatorReviews reviews, long labels, long searched) {
        this.votes = votes;
        this.reviews = reviews;
        this.labels = labels;
        this.searched = searched;
    }

    /** @param tasks read from the start each time, the same each time */
    static ClassReviews of(Iterable<ReviewedTask> tasks, int classes) {
        NamedVotes votes = new NamedVotes(Mapped.of(tasks, ReviewedTask::votes), classes);
        AnnotatorCounts counts = new AnnotatorCounts(classes, votes.annotators());
        WorkSketches times = new WorkSketches();
        long labels = 0;
        for (ReviewedTask task : tasks) {
            TaskView view = votes.view(task.votes());
            count(task, view, counts);
            for (int i = 0; i < view.count(); i++) {
                times.add(view.annotator(i), task.millis().get(i));
            }
            labels += view.count();
        }
        Votes sample = Votes.sample(votes, MOST_SEARCHED);
        AnnotatorReviews reviews = AnnotatorReviews.of(counts, SharedMistakes.of(sample), times.pace());
        return new ClassReviews(votes, reviews, labels, sample.labels());
    }

    private static void count(ReviewedTask task, TaskView view, AnnotatorCounts counts) {
        if (task.isTest()) {
            counts.addTest(view, task.answer());
        } else {
            counts.add(view, task.answer(), -1);
        }
    }

    /** Everybody's names, by number. */
    List<String> names() {
        return votes.index().names();
    }

    /** Empty where there are too many classes or annotators. */
    Optional<long[][]> confusion(int annotator) {
        return votes.classes() <= MOST_CONFUSED ? reviews.counts().confusion(annotator) : Optional.empty();
    }

    AnnotatorReview of(int annotator) {
        return reviews.of(annotator);
    }

    long labels() {
        return labels;
    }

    long searched() {
        return searched;
    }
}
