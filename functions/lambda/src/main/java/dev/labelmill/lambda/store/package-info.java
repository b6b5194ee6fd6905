/**
 * The one DynamoDB table: keys, row codecs and stores. Every write is conditional. Functions depend on
 * it; it depends on the domain, json, the bucket and the SDK alone.
 */
package dev.labelmill.lambda.store;
