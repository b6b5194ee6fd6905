/**
 * Whole batches through the functions' own code on stores of a model: what an item costs as loads grow, and what every key takes.
 * Nothing depends on it; it may depend on anything.
 */
package dev.labelmill.bench.load;
