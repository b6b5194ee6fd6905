/**
 * What a label can be: the label types and how their values are named. Knows nothing of batches,
 * annotators or storage; every other room may depend on it.
 */
package dev.labelmill.core.label;
