/**
 * Metrics: every batch's cost, throughput and quality as lines of CloudWatch's embedded metric format. Depends on
 * core.results and the stores; functions that count something may depend on EventCounts and EmfLog.
 */
package dev.labelmill.lambda.publish;
