/**
 * How long each packaged function takes from the start of its process to its first answer, beside one that does nothing.
 * Nothing depends on it; it may depend on anything.
 */
package dev.labelmill.bench.start;
