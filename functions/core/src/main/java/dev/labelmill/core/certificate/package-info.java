/**
 * Proving quality: bounds on error rates from random audits, alone and over strata, once and while audits come in, with
 * known errors and fallible auditors; and how many audits a bound takes. Finish certifies a batch with it, publish follows
 * it live, calibration tests cut-offs with its bounds. It depends on a library of distributions only.
 */
package dev.labelmill.core.certificate;
