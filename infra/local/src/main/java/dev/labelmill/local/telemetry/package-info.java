/**
 * What CloudWatch would know of this machine's functions: metrics out of the lines they print, and the lines themselves,
 * both in bounded memory. Dashboards read it; it depends on the local cloud's runtime for the lines alone.
 */
package dev.labelmill.local.telemetry;
