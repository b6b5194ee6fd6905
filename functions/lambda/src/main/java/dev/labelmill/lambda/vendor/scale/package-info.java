/**
 * Scale's forms: task creation out, callbacks in. Depends on what all vendors share, the payloads and the domain; touches no
 * table, and the network through the port alone.
 */
package dev.labelmill.lambda.vendor.scale;
