/**
 * How far annotators agree beyond chance: {@code Agreement} and its kin measure all ratings with intervals,
 * {@code AgreementCounts} keeps the same coefficients current from integer counters, task by task.
 * It depends on the JDK and commons-statistics only; tally, publish and finish depend on it.
 */
package dev.labelmill.core.agreement;
