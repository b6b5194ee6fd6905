/**
 * The way to vendors' APIs over the network. The wiring alone depends on it; it depends on the vendors' port and the JDK's
 * HTTP client.
 */
package dev.labelmill.lambda.http;
