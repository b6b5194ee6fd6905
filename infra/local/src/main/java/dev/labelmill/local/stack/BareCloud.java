package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.Template;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The emulated services and the functions' settings, with nothing that wakes the functions: for whoever starts and invokes
 * them one by one. All of it listens on 127.0.0.1 only and ends with {@link #close()} or with this JVM.
 */
public final class BareCloud implements AutoCloseable {

    private final Emulators emulators;
    private final Deployment deployment = Deployment.of(Template.deployed());
    private final Resources resources;
    private final Map<String, String> told;

    private BareCloud(Map<String, String> told) {
        this.told = Map.copyOf(told);
        emulators = Emulators.start(Emulators.Options.all());
        try {
            resources = new Resources(emulators, deployment, Pace.quick());
        } catch (RuntimeException failed) {
            emulators.close();
            throw failed;
        }
    }

    /**
     * Starts the services.
     *
     * @param told variables for all functions, besides the deployment's and this machine's addresses
     * @throws IllegalStateException if a service cannot start
     */
    public static BareCloud start(Distribution distribution, Map<String, String> told) {
        System.setProperty(Emulators.HOME, distribution.emulators().toString());
        return new BareCloud(told);
    }

    /** Clients of its services. */
    public Clients clients() {
        return new Clients(resources.dynamo(), resources.s3(), resources.sqs());
    }

    /**
     * Makes a table and a bucket of their own, empty, both called {@code name}, and gives the functions that work on them,
     * in the order of the flow. The queues are those of all.
     *
     * @param name    lower-case letters, digits and hyphens
     * @param secrets file with the vendors' secrets
     */
    public List<FunctionSettings> fresh(String name, Path secrets) {
        MadeOnce.table(resources.dynamo(), deployment.table(), name);
        MadeOnce.bucket(resources.s3(), name);
        Map<String, String> here = new HashMap<>(told);
        here.put("LABELMILL_TABLE", name);
        here.put("LABELMILL_BUCKET", name);
        return new Functions(deployment, resources, emulators, secrets, Pace.quick(), here).all();
    }

    /** Drops the table that {@link #fresh} made; the bucket stays until the end. */
    public void forget(String name) {
        resources.dynamo().deleteTable(delete -> delete.tableName(name));
    }

    @Override
    public void close() {
        resources.close();
        emulators.close();
    }
}
