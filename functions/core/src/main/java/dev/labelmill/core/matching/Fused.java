package dev.labelmill.core.matching;

/**
 * A part of a consensus, made of a cluster.
 *
 * @param part    the box or span
 * @param support share of the annotators' weight behind it, in (0,1]
 */
public record Fused<T>(T part, double support) {}
