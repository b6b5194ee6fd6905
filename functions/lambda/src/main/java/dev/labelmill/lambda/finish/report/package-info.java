/**
 * A finished batch's report, as JSON for programs and as one self-contained page for people. Depends on core.results
 * and JSON; finish depends on it.
 */
package dev.labelmill.lambda.finish.report;
