/**
 * Answers vendors' annotators who ask for tasks one by one: which tasks, and for how long. May use the stores and the forms of
 * tasks; the gate proves who asks, and reception calls.
 */
package dev.labelmill.lambda.pull;
