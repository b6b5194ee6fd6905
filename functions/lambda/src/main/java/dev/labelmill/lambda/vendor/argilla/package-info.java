/**
 * Argilla's forms: records of a dataset out, webhooks of responses in. Depends on what all vendors share, the payloads and the
 * domain; touches no table, and the network through the port alone.
 */
package dev.labelmill.lambda.vendor.argilla;
