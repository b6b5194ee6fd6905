/**
 * Proving quality: bounds on error rates from random audits, once and at every look, and how many audits buy a bound.
 * Finish certifies a batch with it, publish follows it live, calibration tests cut-offs with its bounds.
 * It depends on a library of distributions only.
 */
package dev.labelmill.core.certificate;
