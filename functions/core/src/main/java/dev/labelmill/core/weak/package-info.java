/**
 * Weak supervision: how often rules match, overlap and contradict one another, and a model of how far each can be trusted
 * that is fitted to their matches alone (Ratner et al. 2016).
 * Whatever pre-labels by rules may depend on it; it depends on the JDK only.
 */
package dev.labelmill.core.weak;
