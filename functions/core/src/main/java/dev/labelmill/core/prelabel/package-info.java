/**
 * Pre-labels: what a labeler sees of an item, the labelers (rules, a linear head).
 * A labeler turns content into a distribution over class indices and knows nothing of files, stores or class names.
 * Whatever pre-labels or trains may depend on it; it depends on the JDK and commons-codec only.
 */
package dev.labelmill.core.prelabel;
