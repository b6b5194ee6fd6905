/**
 * A small AWS on a laptop: what wakes functions (queues, streams, schedules, HTTP, bucket notifications) as AWS does.
 * Knows nothing of what the functions do; the command line and tests of whole runs may depend on it.
 */
package dev.labelmill.local.cloud;
