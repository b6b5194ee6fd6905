package dev.labelmill.core.robust;

import dev.labelmill.core.opinion.Opinion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What each annotator adds to every number they give: the b of y = μ(item) + b(annotator) + noise, learnt from items
 * that several annotators rated and shrunk towards none.
 *
 * <p>The estimate is the best linear unbiased prediction of a mixed model (Robinson 1991, "That BLUP is a good
 * thing"): b = Σ(y − μ) / (n + κ) with κ = σ²/τ², the noise's variance over the biases', both estimated from the same
 * data; residuals are cut at {@value BiasFit#CUT} robust standard deviations (Huber 1981), so that a slipped decimal
 * point moves nobody's bias far. Biases are relative to the annotators' average: what all have in common cannot be told
 * from the items.
 *
 * <p>Degenerate cases: an annotator who was never compared with another, and a stranger, has none; with no item of
 * two annotators there is none at all; where all agree all are 0.
 */
public final class AnnotatorBias {

    /** Nobody has any. */
    public static final AnnotatorBias NONE = new AnnotatorBias(Map.of());

    private final Map<String, Double> byAnnotator;

    private AnnotatorBias(Map<String, Double> byAnnotator) {
        this.byAnnotator = Collections.unmodifiableMap(new TreeMap<>(byAnnotator));
    }

    /**
     * Learns, with memory for the annotators only.
     *
     * @param items read from the start up to {@value BiasFit#PASSES} times, the same opinions each time; absolute values
     *     of at most 1e100, weights of about 1, since a weight counts like as many labels
     */
    public static AnnotatorBias learn(Iterable<? extends List<Opinion<Double>>> items) {
        Objects.requireNonNull(items, "items");
        return learnFrom(items::forEach);
    }

    /** The same from items that show themselves. */
    public static AnnotatorBias learnFrom(ItemSource items) {
        return new AnnotatorBias(new BiasFit(items).fit());
    }

    /** What the annotator adds, in the numbers' own unit; 0 for a stranger. */
    public double of(String annotator) {
        return byAnnotator.getOrDefault(annotator, 0.0);
    }

    /** The number of an opinion without what its annotator adds. */
    public double removedFrom(Opinion<Double> opinion) {
        return opinion.value() - of(opinion.annotator());
    }

    /** Every annotator's bias by name. */
    public Map<String, Double> byAnnotator() {
        return byAnnotator;
    }
}
