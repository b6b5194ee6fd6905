/**
 * Benchmarks of the domain's algorithms, run by hand ({@code Main} runs all or those named), and simulations, of which
 * tests run small versions. May depend on anything; nothing depends on it.
 */
package dev.labelmill.bench;
