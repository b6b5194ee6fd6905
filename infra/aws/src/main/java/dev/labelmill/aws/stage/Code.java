package dev.labelmill.aws.stage;

/**
 * Keys of the artifacts in the code bucket, the defaults of the template's parameters. A release has keys of its own:
 * CloudFormation sees no change where only an object's content changed.
 *
 * @param nativeKey zip with the executable {@code bootstrap}
 * @param jvmKey    zip of the JVM package, used if a function runs on it
 * @param onnxKey   zip of the JVM package with pre-trained models, likewise
 */
public record Code(String nativeKey, String jvmKey, String onnxKey) {}
