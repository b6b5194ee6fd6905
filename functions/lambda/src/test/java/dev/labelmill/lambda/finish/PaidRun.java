package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Signed;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A batch of three vendors with a price of each kind, from its upload to its end, over several days: labels come in time, late,
 * twice, to nobody's order or never, are corrected with another time, taken back and given again; the stream lags; and the
 * money is spent before all items are labelled. What must be paid is kept beside it, by what the webhook answered.
 */
final class PaidRun {

    static final List<String> VENDORS = List.of("crowd", "second", "experts");

    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},"seed":%d,"chunkBytes":1024,
             "slices":2,"overlap":{"min":2,"max":3,"targetConfidence":0.97},"gold":{"overlap":2,"rate":0.3},
             "audit":{"autoAccepted":0,"human":5,"confidence":0.9},
             "budget":{"dollars":%s,"stop":true,"dollarsPerDay":1.9},
             "vendors":[
              {"name":"crowd","tier":"crowd","capacity":14,"deadlineSeconds":2400,
               "price":{"perHour":18.000000007,"mostSeconds":60,"unknownSeconds":10,"minimumFee":500,
                "tiers":[{"tier":"rare","perHour":31,"mostSeconds":20,"unknownSeconds":0}]}},
              {"name":"second","tier":"crowd","capacity":14,"deadlineSeconds":7200,
               "price":{"perLabel":0.031234567,"tiers":[{"tier":"hard","perLabel":0.071000001}],
                "bonus":{"goldAccuracy":0.01,"minGold":1,"share":0.1}}},
              {"name":"experts","tier":"expert","capacity":20,"deadlineSeconds":3600,
               "price":{"perLabel":0.200000001,"minimumFee":0.01}}]}""";

    private static final int ITEMS = 10;
    private static final int GOLD = 2;
    private static final int MOST_ROUNDS = 300;
    private static final Duration FOREVER = Duration.ofDays(30);

    final Stage stage = new Stage();
    final PaidWork owed = new PaidWork();
    private final Flow flow = new Flow(stage);
    private final Random random;
    private final Sayings sayings;
    private final List<HalfStream> shards = List.of(new HalfStream(0), new HalfStream(1));
    private List<JsonNode> noticed = List.of();
    private Handler door;
    private final List<Said> stored = new ArrayList<>();
    private int deliveries;
    private Said last = new Said(Stage.START, "crowd", "i0", "d-none", "c0", "no", null, 1);
    private int refused;
    private int repeated;

    PaidRun(long seed, String dollars) {
        random = new Random(seed);
        sayings = new Sayings(stage, random);
        stage.secrets = secrets();
        stage.upload("batches/b/batch.json", SETTINGS.formatted(seed, dollars));
        stage.upload("batches/b/manifest.jsonl", lines(ITEMS, "\"source\":\"text\""));
        stage.upload("batches/b/gold.jsonl", lines(GOLD, "\"label\":\"yes\""));
        flow.uploaded("batches/b/batch.json");
        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
        door = stage.services().webhook();
    }

    private static String lines(int number, String field) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, number).forEach(i -> lines.append("{\"id\":\"i" + i + "\"," + field + tier(i) + "}\n"));
        return field.contains("label") ? lines.toString().replaceAll(",\"tier\":\"\\w+\"", "") : lines.toString();
    }

    private static String tier(int item) {
        return switch (item % 4) {
            case 1 -> ",\"tier\":\"hard\"";
            case 2 -> ",\"tier\":\"rare\"";
            default -> "";
        };
    }

    private static String secrets() {
        try {
            Path file = Files.createTempFile("labelmill", "secrets.json");
            file.toFile().deleteOnExit();
            ObjectNode secrets = Json.object();
            VENDORS.forEach(vendor ->
                    secrets.putObject(vendor).put("scheme", "standard-webhooks").put("current", Signed.KEY));
            Files.writeString(file, Json.write(secrets));
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To its end, and on until the last vendor has said its last word. */
    PaidRun run() {
        for (int round = 0; round < MOST_ROUNDS && batch().phase() != Phase.DONE; round++) {
            round();
        }
        assertThat(batch().phase()).as(batch().toString()).isEqualTo(Phase.DONE);
        stage.now = stage.now.plus(FOREVER);
        hear();
        fold(true);
        return this;
    }

    Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    /** How many labels were refused. */
    int refused() {
        return refused;
    }

    /** How many deliveries brought a label once more that was stored before, and stored nothing. */
    int repeated() {
        return repeated;
    }

    private void round() {
        stage.now = stage.now.plusSeconds(60 + random.nextInt(2000));
        if (random.nextInt(8) == 0) {
            stage.now = stage.now.plus(Duration.ofHours(9));
            door = stage.services().webhook();
        }
        flow.services().dispatch().handle(Events.tick());
        VENDORS.forEach(sayings::plan);
        hear();
        send(last);
        fold(random.nextInt(3) == 0);
        flow.services().advance().handle(Events.tick());
        noticed = stage.changes();
        stage.now = stage.now.plusMillis(500);
        rush();
        flow.work();
        stage.drain(stage.finishQueue)
                .forEach(message -> flow.services().finish().handle(Events.queued(List.of(message))));
        noticed = stage.changes();
        stage.now = stage.now.plusMillis(400);
        rush();
    }

    /** Score and tally learn of what has changed, some of it for the second time; a shard may be behind for long. */
    private void fold(boolean all) {
        List<JsonNode> changes = all ? stage.changes() : noticed;
        for (HalfStream shard : shards) {
            if (all || random.nextInt(5) < 3) {
                List<JsonNode> some = shard.next(changes);
                assertThat(Events.failures(flow.services().score().handle(Events.changed(some))))
                        .isZero();
                flow.services().tally().handle(Events.windowed("shard-" + shard.number(), some));
            }
        }
    }

    private void hear() {
        sayings.due().forEach(said -> {
            send(said);
            if (random.nextInt(9) == 0) {
                send(said);
            }
        });
    }

    /** Where the batch has just ended, some say otherwise at once, to whoever knows of its phase from before. */
    private void rush() {
        if (batch().phase() == Phase.FINISHING) {
            for (int i = 0; i < 3; i++) {
                Said said = stored.get(random.nextInt(stored.size()));
                boolean corrected = said.vendor().equals("crowd") && random.nextInt(3) > 0;
                send(said.again(stage.now, corrected ? sayings.choice() : null, sayings.millis(), said.revision() + 5));
            }
        }
    }

    private void send(Said said) {
        last = said;
        ObjectNode body = Json.object()
                .put("type", said.choice() == null ? "labels.deleted" : "labels.submitted")
                .put("timestamp", stage.now.toString());
        ObjectNode label = body.putObject("data")
                .put("batch", "b")
                .putArray("labels")
                .addObject()
                .put("task", said.item())
                .put("dispatch", said.dispatch())
                .put("annotator", said.annotator())
                .put("revision", said.revision());
        if (said.choice() != null) {
            label.put("choice", said.choice());
        }
        if (said.millis() != null) {
            label.put("seconds", said.millis() / 1000.0);
        }
        JsonNode answer =
                door.handle(Signed.request("/webhooks/" + said.vendor(), "msg_" + ++deliveries, stage.now, body));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isIn(200, 422);
        if (Signed.body(answer).path("stored").asInt() == 1) {
            owed.take(said);
            stored.add(said);
        } else if (stored.contains(said)) {
            repeated++;
        }
        refused += Signed.body(answer).path("rejected").size();
    }
}
