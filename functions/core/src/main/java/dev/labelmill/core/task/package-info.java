/**
 * A task — one item that people look at — and the labels it collects, as immutable values whose
 * transitions are pure functions. Depends on label, check, opinion, batch, consensus and draw; stores and
 * functions depend on it.
 */
package dev.labelmill.core.task;
