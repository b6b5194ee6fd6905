/**
 * Who labels what: the plan for a batch, each item's route, and each task's vendor. Every choice is a
 * function of settings, counts and hash draws. Depends on batch, task, calibration and draw.
 */
package dev.labelmill.core.routing;
