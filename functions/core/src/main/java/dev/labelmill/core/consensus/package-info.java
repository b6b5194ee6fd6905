/**
 * From several people's answers to one: confusions, posteriors, when to stop asking, and Dawid-Skene with shrinkage.
 * Whatever scores labels or finishes a batch uses it; answers are class indices, names stay at the edges.
 * It depends on nothing but the JDK.
 */
package dev.labelmill.core.consensus;
