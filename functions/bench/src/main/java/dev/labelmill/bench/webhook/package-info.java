/**
 * The webhook's own handler under a steady load, on a table in memory.
 * Nothing depends on it; it may depend on anything.
 */
package dev.labelmill.bench.webhook;
