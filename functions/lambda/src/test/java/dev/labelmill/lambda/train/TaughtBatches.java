package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Resolution.By;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.objects.RoutedIds.Routed;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Services;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** Batches of mails as people have just labelled a round of them; the first mail's answer was known beforehand. */
final class TaughtBatches {

    static final int PER_ROUND = 40;
    static final String WORDS = "{\"kind\":\"hashed-ngrams\",\"buckets\":512,\"minN\":1,\"maxN\":1}";
    static final String PAIRS = "{\"kind\":\"hashed-ngrams\",\"buckets\":512,\"minN\":1,\"maxN\":2}";

    private static final RoundRecord LEARN = RoundRecord.of(
            new RoundPlan(
                    dev.labelmill.core.rounds.Stage.LEARN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "to learn"),
            0,
            0);
    private static final Plan PLAN =
            new Plan(OptionalInt.empty(), "to learn", 1, 0, 0, 1, 0, Optional.of(LEARN.plan()));

    private final Stage stage;
    private final int perRound;
    private final String prelabel;
    private final String rounds;
    private final IntFunction<String> sources;

    TaughtBatches(Stage stage) {
        this(stage, PER_ROUND, "");
    }

    /** @param prelabel further settings of the labeler, each with a comma behind */
    TaughtBatches(Stage stage, int perRound, String prelabel) {
        this(stage, perRound, prelabel, "", n -> "\"source\":\"" + text(n) + '"');
    }

    private TaughtBatches(Stage stage, int perRound, String prelabel, String rounds, IntFunction<String> sources) {
        this.stage = stage;
        this.perRound = perRound;
        this.prelabel = prelabel;
        this.rounds = rounds;
        this.sources = sources;
    }

    /** Batches that may ask once more about what is labelled. */
    static TaughtBatches relabelling(Stage stage) {
        String rounds = ",\"strategy\":\"active-lab\"";
        return new TaughtBatches(stage, PER_ROUND, "", rounds, n -> "\"source\":\"" + text(n) + '"');
    }

    /** Batches whose mails are objects of their own. */
    static TaughtBatches ofObjects(Stage stage) {
        for (int n = 0; n <= 3 * PER_ROUND; n++) {
            store(stage, n, text(n));
        }
        return new TaughtBatches(
                stage, PER_ROUND, "", "", n -> "\"source-ref\":\"s3://" + stage.name + "/mails/" + n + ".txt\"");
    }

    /** Stores one of these objects. */
    static void store(Stage stage, int n, String text) {
        stage.bucket().put("mails/" + n + ".txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a batch whose first sample is labelled. */
    TaughtBatches await(String id, String project, String features, String one, String other) {
        String settings = Samples.SETTINGS
                .replace("\"demo\"", '"' + project + '"')
                .replace("\"classes\":[\"no\",\"yes\"]", "\"classes\":[\"%s\",\"%s\"]".formatted(one, other))
                .replace("\"seed\":7", """
                        "prelabel":{"labeler":"trained",%s"features":%s},
                        "autoAccept":{"targetError":0.1,"confidence":0.9},
                        "rounds":{"firstSample":40,"perRound":40,"most":3,"labelBudget":240,"calibrationShare":0.4%s},
                        "seed":7""".formatted(prelabel, features, rounds));
        stage.batches()
                .insert(Samples.received(id, settings)
                        .cutInto(1, "etag")
                        .planned(PLAN, LEARN)
                        .enter(Phase.TRAINING, Stage.START));
        String lines = String.join("", lines());
        stage.upload(Layout.manifest(id), lines);
        String etag = stage.bucket().head(Layout.manifest(id)).orElseThrow().etag();
        stage.chunks()
                .cut(Chunk.cut(id, 0, Layout.manifest(id), 0, lines.length(), etag)
                        .attempted("first")
                        .scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, lines().size(), 0, 1)
                        .routed(0, 0, 0, 0, perRound, 1));
        label(id, 0);
        return this;
    }

    /** Has the next round's items labelled, which a head has chosen. */
    TaughtBatches awaitAgain(String id) {
        stage.batches().update(id, b -> b.planned(PLAN, LEARN).enter(Phase.TRAINING, Stage.START));
        Chunk chunk = stage.chunks().get(id, 0).orElseThrow();
        stage.chunks()
                .replace(
                        chunk,
                        chunk.attempted("again")
                                .scoredAgain(CalibrationCounts.EMPTY, ScoreCounts.EMPTY)
                                .routedAgain(0, 0, 0, perRound));
        label(id, 1);
        return this;
    }

    /** Sends the batch's message of its round. */
    void train(String id) {
        assertThat(Events.failures(train(id, stage.services()))).isZero();
    }

    /** Sends the batch's message of its round to functions that may die of it. */
    JsonNode train(String id, Services services) {
        return train(id, stage.batches().get(id).orElseThrow().round(), services);
    }

    /** Sends the batch's message of a round. */
    JsonNode train(String id, int round, Services services) {
        ChunkMessage message = new ChunkMessage(id, 0, round, Step.TRAIN);
        return services.train().handle(Events.queued(List.of(message.toJson())));
    }

    static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private void label(String id, int round) {
        List<Routed> routed = new ArrayList<>();
        long offset = 0;
        int first = round == 0 ? 0 : 1 + round * perRound;
        for (int n = 0; n <= (round + 1) * perRound; n++) {
            int length = lines().get(n).length() - 1;
            if (n >= first) {
                routed.add(new Routed(offset, "i" + n));
                stage.tasks().insert(task(id, n, new ItemPlace(0, offset, length), round), 2);
            }
            offset += length + 1;
        }
        RoutedIds.write(stage.bucket(), id, round, 0, routed);
    }

    /** Every seventh mail is labelled against its words, so that no head is without doubt. */
    private static Task task(String batch, int n, ItemPlace place, int round) {
        int answer = n % 7 == 3 ? 1 - n % 2 : n % 2;
        boolean gold = n == 0;
        return new Task(
                batch,
                "i" + n,
                place,
                gold ? Stratum.GOLD : Stratum.HUMAN,
                round,
                0.5,
                null,
                gold ? OptionalInt.of(answer) : OptionalInt.empty(),
                Demand.NONE,
                TaskState.RESOLVED,
                2,
                List.of(new Ballot("crowd", "w0", answer, 1, 1500), new Ballot("crowd", "w1", answer, 1, 1500)),
                List.of(),
                List.of(),
                false,
                new Resolution(answer, gold ? 1 : 0.95, gold ? By.KNOWN : By.CROWD),
                AuditState.NONE,
                OptionalInt.empty(),
                Spend.NONE,
                0);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n <= 3 * perRound; n++) {
            lines.add("{\"id\":\"i%d\",%s}\n".formatted(n, sources.apply(n)));
        }
        return lines;
    }

    private static String text(int n) {
        String words = n % 2 == 0 ? "meeting notes agenda" : "win money now";
        return "%s word%d other%d".formatted(words, n % 17, n % 11);
    }
}
