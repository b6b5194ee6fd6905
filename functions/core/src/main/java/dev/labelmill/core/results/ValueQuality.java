package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficients;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.opinion.Opinion;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a finished batch tells of its people, where labels are no single classes: {@link ClassQuality} for everything else.
 * Ratings are classes in their order as well; off the scale they count as its end.
 */
public final class ValueQuality {

    private ValueQuality() {}

    /**
     * How far people agree.
     *
     * @param tasks read from the start as often as needed, the same each time
     * @param seed  of the sample of items, where all would take too long
     */
    public static <V extends LabelValue> MeasuredAgreement agreement(
            Iterable<SettledValues<V>> tasks, LabelType<V> type, long seed) {
        if (type instanceof Rating rating) {
            Iterable<TaskVotes> people = Mapped.of(tasks, task -> new TaskVotes(task.item(), steps(task, rating)));
            return MeasuredAgreement.exact(Coefficients.ofOrdered(
                    ClassQuality.ratings(people, rating.steps()), values(rating), ClassQuality.MOST_PAIRS));
        }
        ValueAgreement<V> agreement = new ValueAgreement<>(type, seed);
        tasks.forEach(task -> agreement.add(task.item(), task.ballots()));
        return agreement.measured();
    }

    /**
     * What is to be said of each annotator.
     *
     * @param tasks read from the start as often as needed, the same each time
     */
    public static <V extends LabelValue> CrowdReport crowd(
            Iterable<SettledValues<V>> tasks, ValueConsensus<V> consensus, LabelType<V> type) {
        ValueReviews<V> reviews = ValueReviews.of(tasks, consensus, type);
        if (!(type instanceof Rating rating)) {
            return reviews.report();
        }
        return reviews.report(ClassReviews.of(
                Mapped.some(
                        tasks,
                        task -> consensus
                                .label(task)
                                .value()
                                .map(value -> reviewed(task, rating, step(value, rating)))),
                rating.steps()));
    }

    private static ReviewedTask reviewed(SettledValues<?> task, Rating rating, int answer) {
        boolean compares = task.audit().isEmpty();
        return new ReviewedTask(
                ReviewedTask.votes(task.item(), compares, answer, steps(task, rating)), task.millis(), answer, false);
    }

    private static List<Vote> steps(SettledValues<?> task, Rating rating) {
        return task.ballots().stream()
                .map(ballot -> new Vote(ballot.annotator(), step(((Opinion<?>) ballot).value(), rating)))
                .toList();
    }

    private static int step(Object value, Rating rating) {
        int step = ((Grade) value).step();
        return Math.min(rating.highest(), Math.max(rating.lowest(), step)) - rating.lowest();
    }

    private static double[] values(Rating rating) {
        return DoubleStream.iterate(rating.lowest(), step -> step + 1)
                .limit(rating.steps())
                .toArray();
    }
}
