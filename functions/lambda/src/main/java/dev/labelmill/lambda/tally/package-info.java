/**
 * Folds every change of a row into the totals of its batch and annotator, once, however often the
 * stream delivers it.
 */
package dev.labelmill.lambda.tally;
