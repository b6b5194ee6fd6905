/**
 * Real DynamoDB Local, S3 and SQS servers in this JVM, isolated from the class path of whoever starts them.
 * Anything outside the functions may depend on it: tests and the local cloud do; it depends on the JDK alone.
 */
package dev.labelmill.emulators;
