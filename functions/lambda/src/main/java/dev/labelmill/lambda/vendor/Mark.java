package dev.labelmill.lambda.vendor;

/**
 * A place in a returned file between two records, at which reading can go on without what stands before it.
 *
 * @param offset bytes before it, unpacked where the file is packed
 * @param line   the number of the line there, from 1
 * @param rest   what else the file's form has to know there, in its own words
 */
public record Mark(long offset, long line, String rest) {}
