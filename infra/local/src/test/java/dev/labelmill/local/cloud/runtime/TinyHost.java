package dev.labelmill.local.cloud.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A JVM with one function's process, to be killed by a test. */
final class TinyHost {

    private TinyHost() {}

    /** Prints the process's id, then waits. */
    public static void main(String[] arguments) throws Exception {
        ProcessRuntime runtime = new ProcessRuntime(
                ProcessRuntimeTest.TINY,
                List.of(ProcessRuntimeTest.function("tiny")),
                Path.of(arguments[0]),
                (function, line) -> {});
        System.out.println(
                new String(runtime.invoke("tiny", "pid".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        Thread.sleep(60_000);
    }
}
