/**
 * Scores labels that are already there, in CSV files: reads them, runs consensus methods, compares with gold, measures
 * agreement and reviews annotators. The command line shows the results; nothing else depends on it.
 * It depends on the domain only: no cloud, no network.
 */
package dev.labelmill.local.scoring;
