package dev.labelmill.core.duplicates;

/**
 * An item that is compared.
 *
 * @param chunk     in which it lies
 * @param ordinal   its number among the usable lines of the chunk, from 0
 * @param offset    of its line in the chunk's object
 * @param isOwn     whether it is never a near-duplicate of another, as an item with a known answer is not
 */
public record Member(int chunk, int ordinal, long offset, boolean isOwn, Signature signature) {}
