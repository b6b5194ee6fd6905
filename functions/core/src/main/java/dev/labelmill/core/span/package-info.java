/**
 * Spans of text: how far two overlap, how two people's spans pair up, how several people's become one set.
 * A class is a number here.
 * It depends on matching and opinion.
 */
package dev.labelmill.core.span;
