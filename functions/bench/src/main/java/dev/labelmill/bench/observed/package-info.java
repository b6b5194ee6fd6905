/**
 * A table whose requests are looked at on their way. Nothing but benchmarks depends on it.
 */
package dev.labelmill.bench.observed;
