/**
 * Money: prices, and the meter that turns what an invocation used into nano-dollars. All sums are
 * integers. Depends on nothing.
 */
package dev.labelmill.core.cost;
