package dev.labelmill.core.certificate;

/**
 * A stratum's part in a certificate.
 *
 * @param stratum what was audited
 * @param weight its share of the batch, in (0, 1]
 * @param alpha the probability with which its bound may fail; 0 if all of it was judged
 * @param errorBound upper bound on its error rate, in [0, 1]; 1 if nothing was audited
 */
public record StratumBound(Stratum stratum, double weight, double alpha, double errorBound) {}
