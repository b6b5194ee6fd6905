/**
 * Transfer learning: a softmax head fitted to what people labelled, its penalty cross-validated and its probabilities
 * calibrated. Whatever runs rounds may depend on it; it depends on prelabel (feature vectors), calibration and draw.
 */
package dev.labelmill.core.training;
