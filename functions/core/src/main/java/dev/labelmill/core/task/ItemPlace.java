package dev.labelmill.core.task;

/**
 * Where an item's line lies: content stays in the bucket.
 *
 * @param chunk  number of the chunk that owns the line
 * @param offset of the line's first byte in the chunk's object
 * @param length of the line in bytes, without its line break
 */
public record ItemPlace(int chunk, long offset, int length) {}
