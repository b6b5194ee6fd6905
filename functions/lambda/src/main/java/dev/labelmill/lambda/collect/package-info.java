/**
 * The function {@code collect}: fetches from vendors what their webhooks only told of, and stores the labels as if the webhook
 * had brought them. The wiring alone depends on it; it depends on the vendors' forms, their secrets and the reception.
 */
package dev.labelmill.lambda.collect;
