/**
 * Proofs that the functions can be compiled ahead of time, read from their bytecode. Depends on nothing but what it
 * reads; nothing depends on it.
 */
package dev.labelmill.lambda.nativeimage;
