package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.annotator.AnnotatorReview;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be said of an annotator of the crowd.
 *
 * @param who        vendor and annotator, as {@code vendor/annotator}
 * @param review     by the annotator's number in the {@link CrowdReport}; its accuracy on the consensus is on the final
 *     labels, the crowd's or an expert's, of items that have no known answer and were not audited
 * @param confusion  answers (column) by final class (row); empty where labels are no classes, or too many
 * @param accuracy   by the final consensus, in [0,1]; empty where labels are no classes, and of whoever
 *     {@linkplain AnnotatorReview#isComparable() can hardly be compared}
 * @param similarity mean of 1 − distance to the final labels of the same items, where labels are no classes and there is one
 * @param shift      mean of what the annotator's ratings or numbers lie above the final labels; empty of other labels
 */
public record AnnotatorReport(
        String who,
        AnnotatorReview review,
        Optional<long[][]> confusion,
        OptionalDouble accuracy,
        Optional<Coefficient.Estimate> similarity,
        OptionalDouble shift) {}
