/**
 * Metering: watches every SDK call for what it costs, and reads the dated price file. Depends on
 * core.cost and the SDK.
 */
package dev.labelmill.lambda.cost;
