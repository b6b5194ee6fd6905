/**
 * Rounds of active learning: which round does what, from settings and the sums of what chunks counted, and what becomes
 * of each item in it. Routing and functions may depend on it; it depends on sampling, calibration, certificate and draw.
 */
package dev.labelmill.core.rounds;
