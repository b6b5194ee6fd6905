/**
 * The whole pipeline on one machine: the table, the bucket, the queues, every function as a process, and what wakes it.
 * The command line depends on it; it depends on the local cloud's parts and on the functions for their names and keys.
 */
package dev.labelmill.local.stack;
