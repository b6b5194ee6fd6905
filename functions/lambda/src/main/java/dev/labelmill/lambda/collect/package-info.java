/**
 * The function {@code collect}: fetches from vendors what their webhooks only told of, and stores the labels as if the webhook
 * had brought them; and reads the files that vendors return. The wiring alone depends on it; it depends on the vendors' forms,
 * their secrets, the reception and the room of returned files.
 */
package dev.labelmill.lambda.collect;
