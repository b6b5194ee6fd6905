/**
 * Embedders and classifiers on ONNX Runtime: MiniLM, and models that users bring with a description of their pre-processing.
 * In the JVM package of the functions alone, found there as a service; nothing is compiled against it but benchmarks.
 * Depends on core, ONNX Runtime, a tokenizer and a JSON parser; not on the functions, the cloud or the framework.
 */
package dev.labelmill.onnx;
