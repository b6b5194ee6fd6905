package dev.labelmill.local.vendors;

/**
 * One vendor.
 *
 * @param name      as in batch.json
 * @param workforce who answers
 * @param habits    how it delivers
 */
record SimulatedVendor(String name, Workforce workforce, Habits habits) {}
