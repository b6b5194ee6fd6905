/**
 * The vendors' schemes, webhook secrets and API keys, where they are kept and how they are read again when they rotate.
 * The webhook, dispatch and collect depend on it; it depends on the vendors' rooms, whose parsers the schemes name.
 */
package dev.labelmill.lambda.secret;
