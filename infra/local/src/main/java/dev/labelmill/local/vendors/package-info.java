/**
 * Simulated vendors: they read task files from the bucket and answer by signed webhooks, as real ones do. Answers are hash
 * draws or recordings, so they depend on no clock and no order. Only the command line may depend on it; it depends on the
 * domain, and on the functions for the forms of files.
 */
package dev.labelmill.local.vendors;
