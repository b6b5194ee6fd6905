/**
 * How far annotators agree beyond chance, from integer counters that can be added and taken away task by task.
 * The tally folds the counters, publish and finish read the coefficients.
 * It depends on nothing but the JDK.
 */
package dev.labelmill.core.agreement;
