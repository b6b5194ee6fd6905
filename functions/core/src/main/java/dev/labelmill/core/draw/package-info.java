/**
 * Random decisions as hashes: the same seed and names give the same outcome on every machine.
 * Whatever samples, assigns or simulates draws from here and from nowhere else.
 * Any package may depend on it; it depends on a hash function only.
 */
package dev.labelmill.core.draw;
