package dev.labelmill.core.label;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.geometry.BoxFusion;
import dev.labelmill.core.geometry.BoxPairs;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Axis-aligned boxes on an image, each of a class, in pixels; none is a label too. */
public final class Boxes implements LabelType<Drawing> {

    /** More boxes on one image are no label, for pairing them takes cubic time. */
    public static final int MAX_BOXES = 1000;

    /** Pixels a box may reach over its image: tools that store percentages round. */
    private static final double TOLERANCE = 0.01;

    private final ClassList classes;
    private final BoxFusion fusion;

    /**
     * @param classes the class names in their fixed order, 1 to 64, distinct, not blank
     * @param fusion  how several annotators' boxes become one set
     */
    public Boxes(List<String> classes, BoxFusion fusion) {
        this.classes = new ClassList(classes, 1);
        this.fusion = Objects.requireNonNull(fusion, "fusion");
    }

    /** With half overlap, a majority and medians. */
    public Boxes(List<String> classes) {
        this(classes, BoxFusion.DEFAULT);
    }

    @Override
    public String kind() {
        return "boxes";
    }

    @Override
    public Class<Drawing> valueType() {
        return Drawing.class;
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public Optional<String> fault(Drawing value) {
        return Parts.fault("boxes", value.categories(), classes, MAX_BOXES);
    }

    /** {@code box-without-area}, {@code box-outside-image} (where the image's size is known), {@code same-box-twice}. */
    @Override
    public List<Violation> violations(Drawing value, Subject subject) {
        List<Violation> found = new ArrayList<>();
        Set<Box> seen = new HashSet<>();
        for (int i = 0; i < value.boxes().size(); i++) {
            Box box = value.boxes().get(i);
            String name = "boxes[" + i + "]";
            if (box.area() == 0) {
                found.add(new Violation("box-without-area", name + " has no area"));
            }
            if (subject instanceof Subject.Image image && reachesOver(box, image)) {
                found.add(new Violation(
                        "box-outside-image",
                        name + " reaches over its image of " + image.width() + " x " + image.height() + " pixels"));
            }
            if (!seen.add(box)) {
                found.add(new Violation("same-box-twice", name + " is the same as one before it"));
            }
        }
        return found;
    }

    private static boolean reachesOver(Box box, Subject.Image image) {
        return Math.min(box.left(), box.right()) < -TOLERANCE
                || Math.min(box.top(), box.bottom()) < -TOLERANCE
                || Math.max(box.left(), box.right()) > image.width() + TOLERANCE
                || Math.max(box.top(), box.bottom()) > image.height() + TOLERANCE;
    }

    /**
     * One minus the greatest sum of IoU over one-to-one pairs of the same class, over the larger number of boxes
     * ({@link dev.labelmill.core.matching.Pairing#likeness}): a metric on sets of boxes, whatever their order. 0 for two
     * labels without boxes, 1 where only one has none.
     */
    @Override
    public double distance(Drawing one, Drawing other) {
        return 1 - BoxPairs.best(one.boxes(), other.boxes()).likeness();
    }

    /** 0.25: boxes that overlap by three quarters on average, each one too many or too few counting as no overlap. */
    @Override
    public double auditTolerance() {
        return 0.25;
    }

    /** F1 of two labels' boxes at a least IoU, in [0,1]; 1 for two labels without boxes. */
    public double f1(Drawing one, Drawing other, double minIou) {
        return BoxPairs.atLeast(minIou, one.boxes(), other.boxes()).f1();
    }

    /** The type's {@link BoxFusion}: no boxes where none reaches the quorum. */
    @Override
    public Aggregation<Drawing> aggregation() {
        return Aggregation.ofSome(this::fuse);
    }

    private Consensus<Drawing> fuse(Opinions<Drawing> opinions) {
        List<Fused<Box>> fused = fusion.fuse(opinions.map(Drawing::boxes));
        Drawing value = new Drawing(fused.stream().map(Fused::part).toList());
        return Consensus.of(this, value, fused.stream().map(Fused::support).toList(), opinions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Boxes that && classes.equals(that.classes) && fusion.equals(that.fusion);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, fusion);
    }

    @Override
    public String toString() {
        return "Boxes" + classes;
    }
}
