/**
 * A task — one item that people look at — and the labels it collects, as immutable values whose
 * transitions are pure functions. Depends on label, opinion, batch, consensus and draw; stores and functions
 * depend on it.
 */
package dev.labelmill.core.task;
