package dev.labelmill.local.cloud.runtime;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged application that holds every function, as a command that starts it. */
@FunctionalInterface
public interface Artifact {

    /** The command and its arguments that start an execution environment of {@code function}. */
    List<String> command(FunctionSettings function);

    /**
     * A Quarkus {@code function.zip} whose classes are all in jars, started by Lambda's runtime interface client on the JDK
     * this runs on. A JVM's caches know classes of jars alone, and class paths that begin as theirs did.
     *
     * @param folder holding {@code lib/*.jar}
     * @param runtime holding the jars that Lambda's managed Java runtime brings itself, and their native code in {@code jni}
     * @param jvmOptions such as {@code -Xmx256m}
     * @param more folders with further jars
     */
    static Artifact jvm(Path folder, Path runtime, List<String> jvmOptions, Path... more) {
        return jvmOn(Path.of(System.getProperty("java.home")), folder, runtime, jvmOptions, more);
    }

    /** The same on the JDK in {@code home}. */
    static Artifact jvmOn(Path home, Path folder, Path runtime, List<String> jvmOptions, Path... more) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(jvmOptions);
        NativeClient.option(runtime).ifPresent(command::add);
        command.add("-cp");
        command.add(Stream.concat(Stream.of(folder.resolve("lib"), runtime), Stream.of(more))
                .map(jars -> jars.resolve("*").toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add("io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest");
        return function -> command;
    }

    /** A native executable that speaks the runtime API itself. */
    static Artifact executable(Path file) {
        return function -> List.of(file.toAbsolutePath().toString());
    }
}
