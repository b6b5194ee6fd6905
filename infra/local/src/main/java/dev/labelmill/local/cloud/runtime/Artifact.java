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
     * An unpacked Quarkus {@code function.zip}, started by Lambda's runtime interface client on the JDK this runs on.
     *
     * @param folder holding {@code lib/*.jar} and, if present, classes
     * @param runtime holding the jars that Lambda's managed Java runtime brings itself, and their native code in {@code jni}
     * @param jvmOptions such as {@code -Xmx256m}
     * @param more folders with further jars
     */
    static Artifact jvm(Path folder, Path runtime, List<String> jvmOptions, Path... more) {
        List<Path> classPath = new ArrayList<>(List.of(folder.resolve("lib").resolve("*"), folder));
        for (Path jars : more) {
            classPath.add(jars.resolve("*"));
        }
        return jvm(Path.of(System.getProperty("java.home")), classPath, runtime, jvmOptions);
    }

    /**
     * A function's classes, started by Lambda's runtime interface client.
     *
     * @param home       of the JDK
     * @param classPath  jars, folders of classes, and {@code *} in a folder for all jars in it
     * @param runtime    holding the jars that Lambda's managed Java runtime brings itself, and their native code in {@code jni}
     * @param jvmOptions such as {@code -Xmx256m}
     */
    static Artifact jvm(Path home, List<Path> classPath, Path runtime, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(jvmOptions);
        NativeClient.option(runtime).ifPresent(command::add);
        command.add("-cp");
        command.add(Stream.concat(classPath.stream(), Stream.of(runtime.resolve("*")))
                .map(Path::toString)
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
