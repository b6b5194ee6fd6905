package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.faults.VirtualQueues.Message;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.wiring.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A stage with all that wakes the functions: queues, the stream's two readers, schedules and notifications of uploads, in steps of
 * twenty seconds of the test's time. Faults strike at the sources and between the functions and the services.
 */
final class SimulatedCloud implements AutoCloseable {

    /** A message that nobody can read. */
    static final String POISON = "{\"poison\"";

    private static final Duration STEP = Duration.ofSeconds(20);
    private static final int STEPS_A_TICK = 3;

    final Stage stage = Stage.inMemory();
    final FaultPlan plan;
    final VirtualQueues queues;
    final Keyring keys;
    final Listener listener;
    private final Processes processes;
    private final ShardedStream stream = new ShardedStream(stage);
    private final StreamReader scoring;
    private final StreamReader tallying;
    private final Map<String, String> readers = new LinkedHashMap<>();
    private int steps;

    /**
     * @param vendors who have secrets
     * @param apis    of those that tasks are sent to
     */
    SimulatedCloud(FaultPlan plan, List<String> vendors, Map<String, ApiAccess> apis) {
        this.plan = plan;
        keys = new Keyring(vendors, apis, () -> stage.now, plan);
        listener = new Listener(plan);
        stage.endpoints = "file:/of-this-machine";
        queues = new VirtualQueues(() -> stage.now, plan);
        processes = new Processes(stage, plan, queues, keys, listener);
        scoring = new StreamReader(stream, 100, false, (pk, sk) -> sk.startsWith("LABEL#"), plan);
        tallying = new StreamReader(stream, 500, true, SimulatedCloud::isFact, plan);
        readers.put(stage.intakeQueue, "intake");
        readers.put(stage.prelabelQueue, "prelabel");
        readers.put(stage.trainQueue, "train");
        readers.put(stage.finishQueue, "finish");
        readers.put(stage.collectQueue, "collect");
        readers.put(stage.notifyQueue, "notify");
    }

    private static boolean isFact(String pk, String sk) {
        return (pk.startsWith("BATCH#") || pk.startsWith("TASK#") || pk.startsWith("DISPATCH#"))
                && (sk.startsWith("META")
                        || sk.startsWith("CHUNK#")
                        || sk.startsWith("HOUR#")
                        || sk.startsWith("TASK")
                        || sk.startsWith("LABEL#"));
    }

    /** Uploads an object as a user or a vendor does; a queue is told of it. */
    void upload(String key, String content) {
        stage.upload(key, content);
        queues.send(
                key.startsWith("returns/") ? stage.collectQueue : stage.intakeQueue,
                Json.write(Events.created(key)),
                Duration.ZERO);
    }

    /** Calls the webhook; empty if there was no answer. */
    Optional<JsonNode> request(JsonNode event) {
        return processes.invoke("webhook", event);
    }

    /** Lets twenty seconds pass with all that happens in them. */
    void step() {
        stage.now = stage.now.plus(STEP);
        plan.reach(steps);
        keys.rotate();
        if (steps++ % STEPS_A_TICK == 0) {
            plan.ordered(List.of("dispatch", "advance", "publish")).forEach(this::tick);
        }
        plan.ordered(new ArrayList<>(readers.keySet())).forEach(this::work);
        stream.read();
        if (plan.strikes(FaultKind.SHARD_SPLIT)) {
            stream.split(plan);
        }
        scoring.deliver(event -> processes.invoke("score", event));
        tallying.deliver(event -> processes.invoke("tally", event));
    }

    private void tick(String function) {
        processes.invoke(function, Events.tick());
        if (plan.strikes(FaultKind.DUPLICATE)) {
            processes.invoke(function, Events.tick());
        }
    }

    private void work(String queue) {
        if (plan.strikes(FaultKind.POISON_MESSAGE)) {
            queues.send(queue, POISON, Duration.ZERO);
        }
        String function = readers.get(queue);
        int most = function.equals("intake") ? 10 : 1;
        List<Message> batch = queues.receive(queue, most);
        while (!batch.isEmpty()) {
            deliver(queue, function, batch);
            batch = queues.receive(queue, most);
        }
    }

    private void deliver(String queue, String function, List<Message> batch) {
        ObjectNode event = Json.object();
        batch.forEach(message -> event.withArray("Records")
                .addObject()
                .put("messageId", message.id)
                .put("eventSource", "aws:sqs")
                .put("body", message.body));
        Optional<JsonNode> answer = processes.invoke(function, event);
        if (answer.isPresent()) {
            Set<String> failed =
                    new HashSet<>(answer.get().path("batchItemFailures").findValuesAsText("itemIdentifier"));
            batch.stream()
                    .filter(message -> !failed.contains(message.id))
                    .filter(message -> !plan.strikes(FaultKind.DUPLICATE))
                    .forEach(message -> queues.delete(queue, message));
        }
    }

    /** Whether nothing waits to be worked off. */
    boolean isIdle() {
        stream.read();
        return queues.waiting() == 0 && scoring.isIdle() && tallying.isIdle();
    }

    /** How many steps there were. */
    int steps() {
        return steps;
    }

    /** What the functions metered. */
    Ledger ledger() {
        return processes.ledger();
    }

    @Override
    public void close() {
        listener.close();
    }

    /** How often a function was killed. */
    Map<String, Integer> kills() {
        return processes.kills();
    }

    /** Which of the services' handlers a function is. */
    static Handler handler(String function, Services services) {
        Map<String, Function<Services, Handler>> handlers = Map.ofEntries(
                Map.entry("intake", Services::intake),
                Map.entry("prelabel", Services::prelabel),
                Map.entry("dispatch", Services::dispatch),
                Map.entry("webhook", Services::webhook),
                Map.entry("collect", Services::collect),
                Map.entry("score", Services::score),
                Map.entry("tally", Services::tally),
                Map.entry("advance", Services::advance),
                Map.entry("train", Services::train),
                Map.entry("publish", Services::publish),
                Map.entry("finish", Services::finish),
                Map.entry("notify", Services::notifications));
        return handlers.get(function).apply(services);
    }
}
