/**
 * How each annotator works: how often right, how fast, with what bias, and what looks like spam.
 * Whatever reports on people uses it; annotators and answers are numbers, names stay at the edges.
 * It depends on consensus for the answers and on certificate for exact bounds.
 */
package dev.labelmill.core.annotator;
