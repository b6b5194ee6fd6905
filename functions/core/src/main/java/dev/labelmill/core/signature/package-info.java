/**
 * Says whether a request was sent by the holder of a shared secret: the vendors' signature schemes, both sides.
 * Knows bytes, header texts and instants handed in; no JSON, no clock, no vendor names.
 * May be used by anything; depends on the JDK alone.
 */
package dev.labelmill.core.signature;
