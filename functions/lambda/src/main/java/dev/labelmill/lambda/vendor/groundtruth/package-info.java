/**
 * SageMaker Ground Truth's forms: input manifests out; worker responses in. Depends on the
 * payloads and the domain; touches no table and no network.
 */
package dev.labelmill.lambda.vendor.groundtruth;
