/**
 * Near-duplicates: which items of a batch have the same or nearly the same feature vector, found in one pass over short
 * signatures. Batch and functions may depend on it; it depends on prelabel (feature vectors) and draw.
 */
package dev.labelmill.core.duplicates;
