/**
 * What becomes of a delivery that the gate let in: its labels are stored, the rest is kept as rejected
 * with its reason, and only then is the vendor answered.
 */
package dev.labelmill.lambda.reception;
