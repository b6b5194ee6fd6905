/**
 * Counters as folds: what each row contributes to the totals of its batch and of its annotator, in
 * integers, so that any order of additions, or a scan, gives the same sums. Depends on batch, task,
 * delivery, cost and agreement.
 */
package dev.labelmill.core.tally;
