/**
 * What the tests of all rooms stand on: the real servers, started once a JVM, a stage of one's own on
 * them, crashes on demand, and events in the form in which AWS sends them. Only tests depend on it.
 */
package dev.labelmill.lambda.stage;
