/**
 * Which items people should label next: strategies, each scoring one item at a time, and the cut-offs that a batch-wide
 * histogram of scores gives, so that chunks can choose on their own. Rounds and routing may depend on it; it depends on
 * prelabel (feature vectors) and draw.
 */
package dev.labelmill.core.sampling;
