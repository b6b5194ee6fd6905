/**
 * What a SageMaker Ground Truth labeling job calls before and after its workers: the line for the template, and one label
 * made of the workers' answers. Keeps nothing and touches no table.
 */
package dev.labelmill.lambda.groundtruth;
