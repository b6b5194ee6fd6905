package dev.labelmill.bench.load;

import dev.labelmill.bench.observed.ObservedTable;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.PackedTable;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.secret.Rate;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Services;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every function as it is deployed, each with clients, a meter and a watch of its own, on one set of stores of the model. */
final class Mill {
    static final Secret KEY = Secret.ofKey("the key of a vendor in a benchmark".getBytes(StandardCharsets.UTF_8));

    private static final String TABLE = "load";
    private static final String BUCKET = "load";

    /** The functions that a batch needs; of {@code prelabel} one for each of its passes, so that each is seen for itself. */
    enum Role {
        INTAKE("intake", Services::intake),
        SCORE_PASS("prelabel, pass 1", Services::prelabel),
        ROUTE_PASS("prelabel, pass 2", Services::prelabel),
        DISPATCH("dispatch", Services::dispatch),
        WEBHOOK("webhook", Services::webhook),
        SCORE("score", Services::score),
        TALLY("tally", Services::tally),
        ADVANCE("advance", Services::advance),
        PUBLISH("publish", Services::publish),
        FINISH("finish", Services::finish);

        final String title;
        private final Function<Services, Handler> handler;

        Role(String title, Function<Services, Handler> handler) {
            this.title = title;
            this.handler = handler;
        }

        /** Whose a message to {@code prelabel} is; looking for ids that come twice makes the second pass ready. */
        static Role ofPrelabel(String message) {
            ChunkMessage.Step step = ChunkMessage.read(Json.parse(message.getBytes(StandardCharsets.UTF_8)))
                    .step();
            return step == ChunkMessage.Step.SCORE ? SCORE_PASS : ROUTE_PASS;
        }
    }

    /** A function that is ready, and who looks on. */
    record Deployed(Handler handler, Watch watch) {}

    final VirtualTime time = new VirtualTime();
    final KeyRates keys = new KeyRates(time);
    final Feed feed;
    final PackedTable table;
    final FileObjects objects;
    final Mailboxes queues = new Mailboxes(time);

    private final PriceList prices = PriceFile.shipped("us-east-1-arm64");
    private final Configuration configuration;
    private final Map<Role, Deployed> functions = new EnumMap<>(Role.class);

    /** @param folder where objects may lie */
    Mill(LoadSettings settings, Path folder) {
        feed = new Feed(settings.shards(), time);
        table = new PackedTable(TABLE, new KeysIndex("by-lane", "lane", "rank"), feed, keys);
        objects = new FileObjects(folder, time);
        configuration = Configuration.of(environment());
        for (Role role : Role.values()) {
            functions.put(role, deploy(role));
        }
    }

    Deployed function(Role role) {
        return functions.get(role);
    }

    private Deployed deploy(Role role) {
        Watch watch = new Watch(time, keys, new Meter(prices, configuration.memory(), (nanos, failure) -> {
            throw new IllegalStateException("a write failed with money on it", failure);
        }));
        Clients clients = new Clients(
                new ObservedTable(table, watch), new WatchedObjects(objects, watch), new WatchedQueues(queues, watch));
        VendorSecrets secrets = new VendorSecrets(Map.of(Upload.CROWD, vendor(), Upload.EXPERTS, vendor()));
        PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Deployed(
                role.handler.apply(
                        new Services(configuration, clients, () -> secrets, List::of, watch.meter(), log, time)),
                watch);
    }

    private static VendorSecrets.Entry vendor() {
        return new VendorSecrets.Entry(
                VendorScheme.STANDARD_WEBHOOKS, SecretRing.of(KEY), Optional.empty(), new Rate(Rate.MOST, Rate.MOST));
    }

    /** Of the functions; a queue's address is its name. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LABELMILL_STAGE", "load",
                "LABELMILL_BUCKET", BUCKET,
                "LABELMILL_TABLE", TABLE,
                "LABELMILL_ENDPOINTS", "file:/none",
                "LABELMILL_SECRETS", "none",
                "LABELMILL_TIMEOUT", "900",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"));
        for (String queue : List.of("INTAKE", "PRELABEL", "TRAIN", "FINISH", "COLLECT", "NOTIFY")) {
            environment.put("LABELMILL_" + queue + "_QUEUE", queue);
        }
        return environment;
    }
}
