/**
 * DynamoDB streams as Lambda reads them: shards, batches, partial failures, tumbling windows, and trouble on demand.
 * The command line and tests of whole runs may depend on it; it knows the table's key names and no row's meaning.
 */
package dev.labelmill.local.cloud.stream;
