package dev.labelmill.aws.stage;

/**
 * A vendor that fetches its task files from the bucket itself.
 *
 * @param name      as in batch.json
 * @param principal ARN of the role or user that may read {@code outbox/<name>/}
 */
public record Vendor(String name, String principal) {}
