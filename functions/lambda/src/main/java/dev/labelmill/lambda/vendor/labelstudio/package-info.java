/**
 * Label Studio's forms: import tasks with predictions out, webhooks in. Depends on the payloads and the domain; touches no
 * table and no network.
 */
package dev.labelmill.lambda.vendor.labelstudio;
