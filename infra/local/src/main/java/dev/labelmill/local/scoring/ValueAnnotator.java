package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.AnnotatorReview;
import java.util.OptionalDouble;

/**
 * What is to be said of one annotator whose labels are more than one of several classes.
 *
 * @param review a label is right in it if it is within the label type's audit tolerance of the other
 * @param meanDistance from the consensus of tasks that somebody else labelled too, 0 to 1
 * @param bias what the annotator adds to every number; of numbers only
 */
public record ValueAnnotator(AnnotatorReview review, OptionalDouble meanDistance, OptionalDouble bias) {}
