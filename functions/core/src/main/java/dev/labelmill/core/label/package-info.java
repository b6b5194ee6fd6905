/**
 * What a label can be: the label types, their values, and what a label of each has to satisfy. Knows nothing of batches
 * or storage; every other room may depend on it.
 * It depends on geometry, span and robust for what its types are made of, and on matching and opinion under them.
 */
package dev.labelmill.core.label;
