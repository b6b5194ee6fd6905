/**
 * The door for vendors' labels: from a Function URL's request to labels that are proven, parsed and not yet stored.
 * Opens no connection and writes no row; what to answer and what to store it hands to the function.
 * May be used by the webhook function; depends on core's signatures and on Jackson.
 */
package dev.labelmill.lambda.webhook;
