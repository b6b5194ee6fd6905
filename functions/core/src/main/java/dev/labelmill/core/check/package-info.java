/**
 * Checks of labels by rule: those that label types bring and the user's own, whose violations are data to be counted in
 * the error rate.
 * It depends on label, geometry and span.
 */
package dev.labelmill.core.check;
