/**
 * Amazon Augmented AI's form: what the workers of a human loop answered. Depends on the payloads and on Ground Truth's forms, whose
 * elements and workers are the same; touches no table and no network.
 */
package dev.labelmill.lambda.vendor.a2i;
