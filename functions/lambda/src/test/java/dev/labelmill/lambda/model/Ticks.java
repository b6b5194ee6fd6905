package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.dispatch.PushForms;
import dev.labelmill.lambda.dispatch.Reservations;
import dev.labelmill.lambda.dispatch.Sweeper;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.wiring.DispatchServices;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What schedules wake, on the table of the model. */
final class Ticks {

    /** After every deadline, and after every shard was folded last. */
    private static final Instant LATE = Stage.START.plus(Duration.ofDays(2));

    /** The field of a tick that says when it is. */
    private static final String NOW = "now";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private Ticks() {}

    /** The part of {@code advance} that closes what is answered or past its deadline; all is, but at a time that the event says. */
    static Handler sweep(DynamoDbClient dynamo) {
        Table table = Environments.table(dynamo);
        DispatchStore dispatches = new DispatchStore(table);
        BatchStore batches = new BatchStore(table);
        Sweeper sweeper = new Sweeper(
                new TaskStore(table),
                new LabelStore(table),
                dispatches,
                new Reservations(dispatches, new BudgetStore(table), Environments.CLOCK),
                Environments.events(),
                Environments.meter());
        return event -> {
            Batch batch = batches.get("b").orElseThrow();
            sweeper.sweep(batch, event.has(NOW) ? Instant.parse(event.get(NOW).textValue()) : LATE);
            return Json.object();
        };
    }

    /** A tick so many seconds after the beginning. */
    static JsonNode at(int seconds) {
        return Json.object().put(NOW, Stage.START.plusSeconds(seconds).toString());
    }

    /** The dispatcher, of a batch whose vendors' annotators ask for their tasks. */
    static Handler dispatch(DynamoDbClient dynamo) {
        return new DispatchServices(
                        () -> {
                            throw new AssertionError("nobody is called");
                        },
                        notices -> {
                            throw new AssertionError("nothing is refused");
                        },
                        TIMEOUT,
                        Environments.events(),
                        Environments.meter(),
                        Environments.CLOCK)
                .dispatcher(Environments.table(dynamo), Environments.BUCKET, new PushForms(Map.of()));
    }

    /** The part of {@code advance} that compacts totals: where that fails, the next tick tries again. */
    static Handler compact(DynamoDbClient dynamo) {
        TallyStore tallies = new TallyStore(Environments.table(dynamo));
        return event -> {
            try {
                tallies.compact("TALLY#b", LATE);
                return Json.object();
            } catch (RuntimeException e) {
                return Json.object().put("gaveUp", true);
            }
        };
    }

    /** Whoever reads a batch's totals, and what it reads. */
    static Handler total(DynamoDbClient dynamo) {
        TallyStore tallies = new TallyStore(Environments.table(dynamo));
        return event -> {
            ObjectNode read = Json.object();
            tallies.total("TALLY#b").nonZero().forEach(read::put);
            return Json.object().set("total", read);
        };
    }
}
