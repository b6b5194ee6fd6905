/**
 * Benchmarks of the domain's algorithms, run by hand: {@code Main} runs all or those named.
 * May depend on anything; nothing depends on it. The build compiles it and no more.
 */
package dev.labelmill.bench;
