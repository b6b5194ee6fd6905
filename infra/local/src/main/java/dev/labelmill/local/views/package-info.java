/**
 * What the local web page shows, as JSON: batches, items, annotators, rejected input, dead letters and the ledger.
 * The page's server may depend on it; it depends on the functions' stores and reads table, bucket and queues only.
 */
package dev.labelmill.local.views;
