/**
 * The way to vendors' APIs and to users' endpoints over the network. The wiring alone depends on it; it depends on these two
 * ports and the JDK's HTTP client.
 */
package dev.labelmill.lambda.http;
