/**
 * Toloka's forms: tasks of a pool out, webhooks in that name assignments, which are then fetched. Depends on what all vendors
 * share, the payloads and the domain; touches no table, and the network through the port alone.
 */
package dev.labelmill.lambda.vendor.toloka;
