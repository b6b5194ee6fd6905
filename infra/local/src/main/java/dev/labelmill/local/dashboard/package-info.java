/**
 * Draws the CloudWatch dashboards of the deployment from this machine's telemetry: reads the very bodies that are deployed
 * and gives each widget's numbers. The web page depends on it; it depends on telemetry, metric math and log queries.
 */
package dev.labelmill.local.dashboard;
