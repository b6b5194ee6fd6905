package dev.labelmill.core.task;

/**
 * An annotator who has seen a task's item and has no ballot on it: one who took the answer back, or the
 * expert who decided. Remembered so that an older revision that comes again stays out, and so that nobody
 * audits an answer of their own.
 *
 * @param revision the last one known of this annotator
 * @param auditor  whether it is the one whose answer is the audit's
 */
public record Witness(String vendor, String annotator, long revision, boolean auditor) {}
