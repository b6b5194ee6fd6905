/**
 * Middles of numbers that a few wild ones cannot move, and what annotators add to every number they give.
 * Ratings, numbers and the edges of boxes are brought together with it.
 * It depends on opinion only.
 */
package dev.labelmill.core.robust;
