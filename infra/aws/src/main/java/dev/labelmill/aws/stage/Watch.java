package dev.labelmill.aws.stage;

import java.util.Optional;

/**
 * What becomes of alarms.
 *
 * @param runbook address of the page that tells what to do, a heading for each kind of alarm
 * @param topic   ARN of the SNS topic that is told; empty for alarms that only show
 */
public record Watch(String runbook, Optional<String> topic) {}
