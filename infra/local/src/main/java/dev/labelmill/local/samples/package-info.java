/**
 * The tools that made the sample batches under {@code events/batches} from public data sets, so that anyone can make
 * them again. Each is a main class; nothing in a running Labelmill needs them.
 * Nothing depends on this package; it depends on core and on Jackson.
 */
package dev.labelmill.local.samples;
