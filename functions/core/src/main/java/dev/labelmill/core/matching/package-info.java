/**
 * Which part of one label is which part of another: the best one-to-one assignment of two labels' parts, and clusters
 * of the parts of many. Boxes and spans bring their own measure of likeness.
 * It depends on opinion only.
 */
package dev.labelmill.core.matching;
