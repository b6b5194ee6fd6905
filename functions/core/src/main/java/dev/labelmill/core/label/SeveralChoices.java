package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.opinion.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Any number of a fixed list of classes, none included. How many there must be is a check of the user's own. */
public final class SeveralChoices implements LabelType<Selection> {

    private final ClassList classes;
    private final SetDistance distance;
    private final Quorum quorum;

    /**
     * @param classes  the class names in their fixed order, 1 to 64, distinct, not blank
     * @param distance between two sets
     * @param quorum   how many must have chosen a class for it to be part of the consensus
     */
    public SeveralChoices(List<String> classes, SetDistance distance, Quorum quorum) {
        this.classes = new ClassList(classes, 1);
        this.distance = Objects.requireNonNull(distance, "distance");
        this.quorum = Objects.requireNonNull(quorum, "quorum");
    }

    /** With MASI's distance and a majority. */
    public SeveralChoices(List<String> classes) {
        this(classes, SetDistance.MASI, Quorum.MAJORITY);
    }

    @Override
    public String kind() {
        return "several-choices";
    }

    @Override
    public Class<Selection> valueType() {
        return Selection.class;
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public Optional<String> fault(Selection value) {
        return value.categories().stream()
                .filter(index -> !classes.has(index))
                .findFirst()
                .map(index -> "the selection holds " + classes.lacks(index));
    }

    /** None: every set of classes is a label. */
    @Override
    public List<Violation> violations(Selection value, Subject subject) {
        return List.of();
    }

    /** The type's {@link SetDistance}. */
    @Override
    public double distance(Selection one, Selection other) {
        return distance.of(one, other);
    }

    /** 0: another set contradicts. */
    @Override
    public double auditTolerance() {
        return 0;
    }

    /**
     * A vote on each class by itself: those that reach the quorum. Where none does, the empty set, whose confidence says
     * how few meant it.
     */
    @Override
    public Aggregation<Selection> aggregation() {
        return Aggregation.ofSome(this::vote);
    }

    private Consensus<Selection> vote(Opinions<Selection> opinions) {
        List<Integer> chosen = new ArrayList<>();
        List<Double> supports = new ArrayList<>();
        for (int index = 0; index < classes.size(); index++) {
            int asked = index;
            double support = opinions.mean(opinion -> opinion.value().has(asked) ? 1 : 0);
            if (support > 0 && quorum.isReached(support)) {
                chosen.add(index);
                supports.add(support);
            }
        }
        return Consensus.of(this, Selection.of(chosen), supports, opinions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeveralChoices that
                && classes.equals(that.classes)
                && distance.equals(that.distance)
                && quorum.equals(that.quorum);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, distance, quorum);
    }

    @Override
    public String toString() {
        return "SeveralChoices" + classes;
    }
}
