/**
 * The stack: what a stage's settings become in CloudFormation, in constructs with readable logical ids. Depends on the
 * settings and the CDK; functions' code is known here by its names, environment variables and rights alone.
 */
package dev.labelmill.aws.stack;
