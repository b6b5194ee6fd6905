package dev.labelmill.local.cloud.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs each function as processes of the packaged artifact, one per execution environment, started when an event finds no
 * idle one. A process outlives neither {@link #close()} nor this JVM: a killed JVM's connections break, and with them the
 * poll that each process waits in.
 */
public final class ProcessRuntime implements FunctionRuntime, AutoCloseable {

    private static final String REGION = "us-east-1";
    private static final String CREDENTIAL = "labelmill";

    private final Artifact artifact;
    private final Path workFolder;
    private final Map<String, FunctionPool> pools = new LinkedHashMap<>();
    private final Map<String, FunctionLog> logs = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::killAll, "labelmill-shutdown");
    private volatile boolean closed;

    /**
     * A runtime of {@code functions}; starts nothing yet.
     *
     * @param artifact what to start
     * @param functions all functions, each with a name of its own
     * @param workFolder where processes run and {@code logs/<function>.log} is appended to
     * @param listener hears every line the functions print, and Lambda's own lines about their invocations
     */
    public ProcessRuntime(
            Artifact artifact, Collection<FunctionSettings> functions, Path workFolder, LineListener listener) {
        this.artifact = artifact;
        this.workFolder = workFolder;
        for (FunctionSettings function : functions) {
            FunctionLog log = new FunctionLog(function.name(), workFolder.resolve("logs"), listener);
            logs.put(function.name(), log);
            pools.put(function.name(), new FunctionPool(function.concurrency(), () -> start(function, log)));
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public byte[] invoke(String function, byte[] event) throws FunctionFailed {
        return pool(function).invoke(event);
    }

    /** All environments of {@code function}, oldest first, ended ones included. */
    public List<EnvironmentReport> environments(String function) {
        return pool(function).reports();
    }

    /** Kills one process of {@code function}, a busy one if there is one; false if none runs. */
    public boolean kill(String function) {
        return pool(function).killOne();
    }

    /** Kills every process and waits for its end. */
    @Override
    public void close() {
        killAll();
        logs.values().forEach(FunctionLog::close);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs as well and finds nothing left.
        }
    }

    private void killAll() {
        closed = true;
        pools.values().forEach(FunctionPool::close);
    }

    private FunctionPool pool(String function) {
        FunctionPool pool = pools.get(function);
        if (pool == null) {
            throw new IllegalArgumentException("There is no function " + function);
        }
        return pool;
    }

    private ExecutionEnvironment start(FunctionSettings function, FunctionLog log) throws FunctionFailed {
        if (closed) {
            throw new FunctionFailed.HandlerError(function.name(), "Runtime.Closed", "no process is started any more");
        }
        RuntimeApi api = new RuntimeApi(
                function.name(), "arn:aws:lambda:" + REGION + ":000000000000:function:" + function.name());
        ProcessBuilder builder = new ProcessBuilder(artifact.command(function))
                .directory(workFolder.toFile())
                .redirectErrorStream(true);
        setEnvironment(builder.environment(), function, api);
        try {
            Process process = builder.start();
            Thread follower = new Thread(() -> log.follow(process), "log-" + function.name());
            follower.setDaemon(true);
            follower.start();
            return new ExecutionEnvironment(function, api, process, log::print);
        } catch (IOException cannotStart) {
            api.close();
            throw new FunctionFailed.HandlerError(
                    function.name(), "Runtime.InvalidEntrypoint", cannotStart.getMessage());
        }
    }

    /** As clean as Lambda's: of the host's variables only what programs need to start. */
    private static void setEnvironment(Map<String, String> variables, FunctionSettings function, RuntimeApi api) {
        variables.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        variables.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api.authority(),
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(function.memoryMegabytes()),
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                CREDENTIAL,
                "AWS_SECRET_ACCESS_KEY",
                CREDENTIAL,
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "TZ",
                "UTC"));
        variables.putAll(function.environment());
    }
}
