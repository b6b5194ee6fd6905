package dev.labelmill.local.cloud.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The native code of Lambda's runtime interface client. Left to itself, each process unpacks it to the one file
 * {@code /tmp/.libaws-lambda-jni.so}: a second that starts meanwhile finds half a file, or the first one's code changes under
 * it, and either dies. Here all load the same file, which nobody writes.
 */
final class NativeClient {

    /** Read by {@code JniHelper} of aws-lambda-java-runtime-interface-client. */
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /**
     * The JVM option that names this machine's file; empty where there is none for it, which leaves the client to itself.
     *
     * @param runtime holding {@code jni/*.so}
     */
    static Optional<String> option(Path runtime) {
        return Optional.of(runtime.resolve("jni").resolve(name(System.getProperty("os.arch"), runsOnMusl())))
                .filter(Files::isRegularFile)
                .map(file -> "-D" + PROPERTY + "=" + file.toAbsolutePath());
    }

    /** The file's name in the client's jar. */
    static String name(String architecture, boolean musl) {
        return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + "-"
                + (architecture.equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
    }

    /** By the C library that this JVM has loaded: others run from the same files. */
    private static boolean runsOnMusl() {
        try {
            return Files.readString(Path.of("/proc/self/maps")).contains("/ld-musl-");
        } catch (IOException noLinux) {
            return false;
        }
    }
}
