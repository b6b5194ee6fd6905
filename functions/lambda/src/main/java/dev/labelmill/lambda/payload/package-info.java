/**
 * What vendors send, in one form for all: labels, changes and faults, and the strict reading of JSON from strangers. The
 * vendors' rooms, the webhook and what fetches from vendors depend on it; it depends on the domain and on Jackson.
 */
package dev.labelmill.lambda.payload;
