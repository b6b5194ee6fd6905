/**
 * A function that does nothing, which starts of the real ones are held against. Nothing depends on it.
 */
package dev.labelmill.hello;
