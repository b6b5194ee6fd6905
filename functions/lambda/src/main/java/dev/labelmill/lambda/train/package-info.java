/**
 * Fits a batch's head to what people have labelled so far. Reads tasks and their items, writes a model; depended on by
 * the wiring alone.
 */
package dev.labelmill.lambda.train;
