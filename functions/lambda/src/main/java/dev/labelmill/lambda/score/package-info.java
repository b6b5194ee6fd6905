/**
 * Decides tasks as their labels come in. Every decision is a function of the ballots and of snapshots
 * that were fixed before the task was dispatched.
 */
package dev.labelmill.lambda.score;
