package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Clients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions' environments: of each function up to two live at a time, and remember what they did; a kill ends one. */
final class Processes {

    private static final int AT_ONCE = 2;
    private static final int MOST_SKEW_SECONDS = 600;

    /** A function that writes a few times in a batch. */
    private static final String SELDOM = "train";

    private static final int OFTENER = 10;

    private final Stage stage;
    private final FaultPlan plan;
    private final VirtualQueues queues;
    private final Keyring keys;
    private final EndpointSource users;
    private final Ledger ledger = new Ledger();
    private final Map<String, List<Environment>> alive = new HashMap<>();
    private final Map<String, Integer> kills = new TreeMap<>();

    private record Environment(FaultyClients clients, Handler handler) {}

    Processes(Stage stage, FaultPlan plan, VirtualQueues queues, Keyring keys, EndpointSource users) {
        this.stage = stage;
        this.plan = plan;
        this.queues = queues;
        this.keys = keys;
        this.users = users;
    }

    /** Invokes a function in one of its environments; empty if it failed. */
    Optional<JsonNode> invoke(String function, JsonNode event) {
        Environment environment = environment(function);
        Optional<JsonNode> answer;
        try {
            answer = Optional.of(environment.handler().handle(event.deepCopy()));
        } catch (Killed killed) {
            answer = Optional.empty();
        } catch (RuntimeException failed) {
            if (!plan.isTroubled()) {
                throw failed;
            }
            answer = Optional.empty();
        }
        if (environment.clients().isDead()) {
            kills.merge(function, 1, Integer::sum);
            alive.get(function).remove(environment);
            return Optional.empty();
        }
        return answer;
    }

    private Environment environment(String function) {
        List<Environment> living = alive.computeIfAbsent(function, f -> new ArrayList<>());
        int chosen = plan.isTroubled() ? plan.below(AT_ONCE) : 0;
        if (chosen >= living.size()) {
            living.add(started(function));
            chosen = living.size() - 1;
        }
        return living.get(chosen);
    }

    private Environment started(String function) {
        Meter meter = ledger.meter();
        FaultyClients clients = new FaultyClients(plan, meter, this::pass, function.equals(SELDOM) ? OFTENER : 1);
        Clients real = new Clients(stage.dynamo, stage.s3, queues.client(), stage.modelClients);
        Clients later = plan.strikes(FaultKind.TWO_VERSIONS) ? LaterVersion.around(real) : real;
        InstantSource clock = plan.strikes(FaultKind.CLOCK_SKEW) ? skewed() : () -> stage.now;
        return new Environment(
                clients,
                SimulatedCloud.handler(function, stage.services(clients.around(later), keys, users, meter, clock)));
    }

    /** A clock that goes wrong for an hour, until it is set. */
    private InstantSource skewed() {
        Duration wrong = Duration.ofSeconds(plan.below(2 * MOST_SKEW_SECONDS) - MOST_SKEW_SECONDS);
        Instant set = stage.now.plus(Duration.ofHours(1));
        return () -> stage.now.isBefore(set) ? stage.now.plus(wrong) : stage.now;
    }

    private void pass(Duration time) {
        synchronized (stage) {
            stage.now = stage.now.plus(time);
        }
    }

    /** What they metered. */
    Ledger ledger() {
        return ledger;
    }

    /** How often a function was killed, by name. */
    Map<String, Integer> kills() {
        return new TreeMap<>(kills);
    }
}
