/**
 * From several people's answers to one: votes as numbers, the methods that weigh them, when to stop asking. Whatever
 * scores labels or finishes a batch uses it; answers are class indices, names stay at the edges.
 * It depends on nothing but the JDK.
 */
package dev.labelmill.core.consensus;
