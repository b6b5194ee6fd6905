/**
 * Models that are called and not run here: which one, how its answers become distributions, what a call costs, and which the
 * deployment may call. Batch settings and the callers in the functions depend on it; it depends on the JDK only.
 */
package dev.labelmill.core.hosted;
