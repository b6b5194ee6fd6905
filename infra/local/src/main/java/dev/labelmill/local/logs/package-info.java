/**
 * CloudWatch Logs Insights, as far as dashboards and saved queries here use it, over the log events that telemetry keeps.
 * Dashboards depend on it; it knows log events only.
 */
package dev.labelmill.local.logs;
