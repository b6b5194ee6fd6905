/**
 * A DynamoDB table in memory behind the SDK's own interface, for runs that a server would be too slow for: conditions,
 * updates and transactions decide as the service's do, and a test holds it against DynamoDB Local.
 * For tests and benchmarks; depends on the SDK alone.
 */
package dev.labelmill.emulators.memory;
