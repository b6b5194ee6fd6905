package dev.labelmill.core.task;

import dev.labelmill.core.batch.Tier;

/**
 * What a task waits for while nobody has claimed it.
 *
 * @param labels how many labels, from as many annotators
 */
public record Need(Tier tier, Purpose purpose, int labels) {}
