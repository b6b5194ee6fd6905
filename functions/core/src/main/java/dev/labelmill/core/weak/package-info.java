/**
 * Weak supervision: how often rules match, overlap and contradict one another, and a model of how far each can be trusted
 * that is fitted to their matches alone (Ratner et al. 2016).
 * Whatever pre-labels by rules may depend on it; it depends on the softmax in prelabel.
 */
package dev.labelmill.core.weak;
