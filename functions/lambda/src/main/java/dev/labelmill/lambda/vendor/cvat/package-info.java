/**
 * CVAT's forms: tasks out by its API, webhooks in, and what they tell of fetched by its API. Depends on what all vendors share,
 * the payloads and the domain; touches no table, and the network through the port alone.
 */
package dev.labelmill.lambda.vendor.cvat;
