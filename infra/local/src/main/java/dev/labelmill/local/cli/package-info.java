/**
 * The command-line program: runs a batch folder from upload to results on this machine, or keeps the pipeline up for others
 * to use. Nothing depends on it; it depends on the stack and the simulated vendors, and reads progress through the stores.
 */
package dev.labelmill.local.cli;
