/**
 * Proving quality: exact bounds on error rates from random audits, alone and over strata.
 * Finish certifies a batch with it, calibration tests cut-offs with its bounds.
 * It depends on a library of distributions only.
 */
package dev.labelmill.core.certificate;
