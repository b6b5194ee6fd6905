/**
 * Labelbox's forms: data rows and batches out by GraphQL, webhooks in that name labels, which are then fetched. Depends on what
 * all vendors share, the payloads and the domain; touches no table, and the network through the port alone.
 */
package dev.labelmill.lambda.vendor.labelbox;
