/**
 * CloudWatch's metric math, as far as dashboards here use it: expressions over time series, and search for metrics. Knows
 * metrics and ranges of telemetry, nothing of dashboards.
 */
package dev.labelmill.local.dashboard.math;
