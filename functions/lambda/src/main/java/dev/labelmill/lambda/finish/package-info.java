/**
 * The end of a batch: final ballots gathered chunk by chunk, one consensus over all of them, the certificate, and the
 * files in results/. Depends on core.results, the stores, the bucket, queue messages and publish.
 */
package dev.labelmill.lambda.finish;
