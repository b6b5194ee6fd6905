/**
 * Drives a batch to its next phase. Level-triggered: each tick looks at what is, and does what is due;
 * a tick that is lost or repeated changes nothing.
 */
package dev.labelmill.lambda.advance;
