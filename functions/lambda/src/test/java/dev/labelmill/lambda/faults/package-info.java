/**
 * The fault suite: a batch runs through the real functions on a simulated cloud whose time is the test's, once in peace and
 * again with seeded faults of many kinds, and must end the same. Only tests depend on it.
 */
package dev.labelmill.lambda.faults;
