/**
 * What vendors' work costs: price models, and statements of what is owed for a period. Batches and labels depend on it; it
 * depends on nothing.
 */
package dev.labelmill.core.work;
