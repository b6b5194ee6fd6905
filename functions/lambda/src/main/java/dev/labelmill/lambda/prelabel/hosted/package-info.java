/**
 * Hosted labelers: asks a SageMaker endpoint, a model on Bedrock or Rekognition what it makes of items, so many at a time,
 * and counts what that costs. Only prelabel's passes and the wiring depend on it.
 */
package dev.labelmill.lambda.prelabel.hosted;
