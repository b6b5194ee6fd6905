/**
 * What users are told by webhooks of their own: notices of batches, budgets, certificates and rejections, signed, repeated until
 * they are taken, with a log of every delivery. Tally and whoever rejects something tell it; it depends on the stores, on
 * the queue and payloads' problems, and has a port to the endpoints.
 */
package dev.labelmill.lambda.notify;
