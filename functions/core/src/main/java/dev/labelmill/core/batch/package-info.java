/**
 * A batch: its settings, its phases and its vendors, as immutable values. Depends on labels, checks, budgets and prices only;
 * reading batch.json is the functions' business.
 */
package dev.labelmill.core.batch;
