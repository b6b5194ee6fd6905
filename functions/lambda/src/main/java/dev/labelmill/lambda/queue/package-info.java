/**
 * Messages between functions: what they say, and sending them. Functions depend on it; it depends on
 * the payloads and the SDK alone.
 */
package dev.labelmill.lambda.queue;
