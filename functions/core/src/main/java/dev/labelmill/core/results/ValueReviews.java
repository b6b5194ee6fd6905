package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.MeanAgreement;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.Pace;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.core.annotator.WorkSketches;
import dev.labelmill.core.consensus.Index;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.opinion.Opinion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Counts what annotators' labels that are no classes have in common with the final ones, with memory for the annotators.
 * Items that were audited are left out of that, as is one's own label where nobody else gave one.
 */
final class ValueReviews<V extends LabelValue> {

    private static final double CONFIDENCE = 0.95;

    private final LabelType<V> type;
    private final Index names = new Index();
    private final List<Work> works = new ArrayList<>();
    private final WorkSketches times = new WorkSketches();

    private ValueReviews(LabelType<V> type) {
        this.type = type;
    }

    private static final class Work {
        private final MeanAgreement similarity = new MeanAgreement();
        private long labels;
        private long compared;
        private double shift;
    }

    static <V extends LabelValue> ValueReviews<V> of(
            Iterable<SettledValues<V>> tasks, ValueConsensus<V> consensus, LabelType<V> type) {
        ValueReviews<V> reviews = new ValueReviews<>(type);
        tasks.forEach(task -> reviews.add(task, consensus));
        return reviews;
    }

    private void add(SettledValues<V> task, ValueConsensus<V> consensus) {
        boolean compares = task.audit().isEmpty() && task.ballots().size() > 1;
        Optional<V> value = compares ? consensus.beforeAudit(task).value() : Optional.empty();
        for (int i = 0; i < task.ballots().size(); i++) {
            Opinion<V> ballot = task.ballots().get(i);
            int number = names.add(ballot.annotator());
            if (number == works.size()) {
                works.add(new Work());
            }
            works.get(number).labels++;
            times.add(number, task.millis().get(i));
            value.ifPresent(agreed -> compare(works.get(number), ballot.value(), agreed));
        }
    }

    private void compare(Work work, V said, V agreed) {
        work.similarity.add(Math.min(1, Math.max(0, 1 - type.distance(said, agreed))));
        work.compared++;
        work.shift += number(said).orElse(0) - number(agreed).orElse(0);
    }

    private static OptionalDouble number(LabelValue value) {
        if (value instanceof Grade grade) {
            return OptionalDouble.of(grade.step());
        }
        return value instanceof Quantity quantity ? OptionalDouble.of(quantity.amount()) : OptionalDouble.empty();
    }

    /** Of labels that are no classes in any way. */
    CrowdReport report() {
        Pace pace = times.pace();
        List<AnnotatorReport> annotators = IntStream.range(0, works.size())
                .mapToObj(number -> report(number, review(number, pace), Optional.empty()))
                .toList();
        return new CrowdReport(annotators, labels(), 0);
    }

    /** Of ratings, whose steps have been reviewed as classes: the same annotators by the same numbers. */
    CrowdReport report(ClassReviews classes) {
        List<AnnotatorReport> annotators = IntStream.range(0, works.size())
                .mapToObj(number -> report(number, classes.of(number), classes.confusion(number)))
                .toList();
        return new CrowdReport(annotators, labels(), classes.searched());
    }

    private AnnotatorReport report(int number, AnnotatorReview review, Optional<long[][]> confusion) {
        return new AnnotatorReport(
                names.name(number), review, confusion, OptionalDouble.empty(), similarity(number), shift(number));
    }

    private AnnotatorReview review(int number, Pace pace) {
        List<SpamSignal> signals =
                pace.tooFast(number).map(List::<SpamSignal>of).orElse(List.of());
        return new AnnotatorReview(
                number,
                works.get(number).labels,
                Optional.empty(),
                Optional.empty(),
                pace.medianSeconds(number),
                Optional.empty(),
                signals);
    }

    private Optional<Coefficient.Estimate> similarity(int number) {
        return works.get(number).similarity.value(CONFIDENCE) instanceof Coefficient.Estimate estimate
                ? Optional.of(estimate)
                : Optional.empty();
    }

    private OptionalDouble shift(int number) {
        Work work = works.get(number);
        boolean isNumber = type.valueType() == Grade.class || type.valueType() == Quantity.class;
        return isNumber && work.compared > 0 ? OptionalDouble.of(work.shift / work.compared) : OptionalDouble.empty();
    }

    private long labels() {
        return works.stream().mapToLong(work -> work.labels).sum();
    }
}
