/**
 * Functions that do nothing but call services, which starts of the real ones are held against. Nothing depends on them.
 */
package dev.labelmill.calls;
