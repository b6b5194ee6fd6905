package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.opinion.WeightedVote;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Exactly one of a fixed list of classes. Inside the domain a class is its index in this list;
 * names exist only in files and payloads.
 */
public final class SingleChoice implements LabelType<Choice> {

    /** More classes than this make counters per (overlap, class) too large for one row. */
    public static final int MAX_CLASSES = ClassList.MAX;

    private final ClassList classes;

    /**
     * @param classes the class names in their fixed order, 2 to {@value #MAX_CLASSES}, distinct, not blank
     * @throws IllegalArgumentException if they are fewer, more, repeated or blank
     */
    public SingleChoice(List<String> classes) {
        this.classes = new ClassList(classes, 2);
    }

    @Override
    public String kind() {
        return "single-choice";
    }

    @Override
    public Class<Choice> valueType() {
        return Choice.class;
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    /** The number of classes, K. */
    public int size() {
        return classes.size();
    }

    /** The index of a class, or empty for a name that is not in the list. */
    public OptionalInt indexOf(String name) {
        return classes.indexOf(name);
    }

    /** The name of a class index. */
    public String name(int index) {
        return classes.names().get(index);
    }

    @Override
    public Optional<String> fault(Choice value) {
        return classes.has(value.answer())
                ? Optional.empty()
                : Optional.of("the answer is " + classes.lacks(value.answer()));
    }

    /** None: a class of the list is all there is to it. */
    @Override
    public List<Violation> violations(Choice value, Subject subject) {
        return List.of();
    }

    /** 0 for the same class, else 1: the discrete metric. */
    @Override
    public double distance(Choice one, Choice other) {
        return one.answer() == other.answer() ? 0 : 1;
    }

    /** 0: another class contradicts. */
    @Override
    public double auditTolerance() {
        return 0;
    }

    /**
     * The weighted vote; a tie goes to the lower index. Its confidence is the winner's share of the weight. Dawid–Skene
     * and its kin are in the consensus package.
     */
    @Override
    public Aggregation<Choice> aggregation() {
        return Aggregation.ofSome(opinions -> {
            Choice winner =
                    new Choice(WeightedVote.winner(opinions.map(Choice::answer).each()));
            double share = opinions.mean(opinion -> 1 - distance(winner, opinion.value()));
            return new Consensus<>(winner, share, List.of(share), opinions.size());
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SingleChoice that && classes.equals(that.classes);
    }

    @Override
    public int hashCode() {
        return classes.hashCode();
    }

    @Override
    public String toString() {
        return "SingleChoice" + classes;
    }
}
