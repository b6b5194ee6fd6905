/**
 * What a batch came to: final labels, what audits found, figures from totals, and whether those totals are complete.
 * Depends on batch, label, check, task, tally, consensus, agreement and certificate; publish and finish depend on it.
 */
package dev.labelmill.core.results;
