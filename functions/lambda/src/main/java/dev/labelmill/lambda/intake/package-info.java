/**
 * The door: uploads become batches, and manifests become chunks. Looks at what is in the bucket, never
 * at the order in which it is told, so that repeated and late events change nothing.
 */
package dev.labelmill.lambda.intake;
