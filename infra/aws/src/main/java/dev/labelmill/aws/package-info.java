/**
 * The deployment as a CDK app, and the templates it makes. Nothing of the functions' code is known here: what they share
 * with the deployment are names, which tests compare.
 */
package dev.labelmill.aws;
