package dev.labelmill.lambda.stage;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.json.BatchSettingsReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Small things to work with. */
public final class Samples {

    /** Two classes, a crowd vendor of capacity 10, an expert vendor, two to three labels a task. */
    public static final String SETTINGS = """
        {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},"seed":7,"chunkBytes":1024,
         "slices":2,"overlap":{"min":2,"max":3,"targetConfidence":0.9},
         "vendors":[
          {"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":10,"deadlineSeconds":60},
          {"name":"experts","tier":"expert","pricePerLabel":0.1,"capacity":10,"deadlineSeconds":60}]}\
        """;

    /** The same, with rounds of a head over what the user's own model {@code net.onnx} makes of items. */
    public static final String OVER_OWN_ENCODER = SETTINGS.replaceFirst(
            "\\{",
            "{\"prelabel\":{\"labeler\":\"trained\",\"features\":{\"kind\":\"onnx\",\"model\":\"net.onnx\"}},"
                    + "\"autoAccept\":{\"targetError\":0.2,\"confidence\":0.9},"
                    + "\"rounds\":{\"firstSample\":5,\"perRound\":5,\"most\":1,\"labelBudget\":900,"
                    + "\"calibrationShare\":0.5},");

    /** What the services cost where nobody meant it to matter. */
    public static final PriceList PRICES = new PriceList(
            "2026-11-24",
            "us-east-1",
            "arm64",
            200_000,
            13_333_400,
            625_000,
            125_000,
            5_000_000,
            400_000,
            400_000,
            500,
            344,
            410_958_904,
            Map.of());

    private static final Plan PLAN = new Plan(OptionalInt.empty(), "none is wanted", 1, 0, 0, 1);

    private Samples() {}

    /** Some platform money. */
    public static Spend spent(long nanos) {
        return Spend.of("webhook", Kind.LAMBDA, nanos);
    }

    /** A batch that has just been received. */
    public static Batch received(String id, String settings) {
        BatchSettings read = BatchSettingsReader.read(id, settings.getBytes(StandardCharsets.UTF_8));
        return Batch.received(read, settings, "etag", Stage.START);
    }

    /** A batch whose tasks may go out. */
    public static Batch labelling(String id, String settings) {
        return received(id, settings)
                .cutInto(1, "etag")
                .planned(PLAN)
                .withSnapshot("work/" + id + "/skills/0.json")
                .enter(Phase.LABELLING, Stage.START);
    }

    /** A judge as these settings make it, that knows no annotator. */
    public static Judge judge(double auditRate) {
        return new Judge(2, new StopRule(2, 3, 0.9, true), Skills.uninformed(2, 0.8), new Draw(7), auditRate, Set.of());
    }

    /** A task for two annotators. */
    public static Task task(String batch, String item, double priority) {
        return Task.forPeople(batch, item, new ItemPlace(0, 0, 10), 0, priority, null, 2);
    }

    /** The same with a pre-label. */
    public static Task task(String batch, String item, double priority, double... prelabel) {
        return Task.forPeople(batch, item, new ItemPlace(0, 0, 10), 0, priority, Prelabel.of(prelabel), 2);
    }

    /** A crowd label. */
    public static Label label(String batch, String item, String annotator, int answer, long revision) {
        return crowdLabel(batch, item, annotator, OptionalInt.of(answer), revision);
    }

    /** A label taken back. */
    public static Label tombstone(String batch, String item, String annotator, long revision) {
        return crowdLabel(batch, item, annotator, OptionalInt.empty(), revision);
    }

    /** A crowd label that came when its claim was over. */
    public static Label late(String batch, String item, String annotator, int answer) {
        Label label = label(batch, item, annotator, answer, 1);
        return new Label(
                label.batch(),
                label.project(),
                label.item(),
                label.vendor(),
                label.annotator(),
                label.value(),
                label.revision(),
                label.delivery(),
                label.dispatch(),
                label.purpose(),
                label.postings(),
                label.millis(),
                label.known(),
                label.spent(),
                label.vendorLabel(),
                -1);
    }

    private static Label crowdLabel(String batch, String item, String annotator, OptionalInt answer, long revision) {
        return label(batch, item, "crowd", annotator, answer, revision, "d-1", Purpose.LABEL);
    }

    /** A label of any vendor for any claim. */
    public static Label label(
            String batch,
            String item,
            String vendor,
            String annotator,
            OptionalInt answer,
            long revision,
            String dispatch,
            Purpose purpose) {
        return new Label(
                batch,
                "demo",
                item,
                vendor,
                annotator,
                answer.isPresent() ? Optional.of(new LabelValue.Choice(answer.getAsInt())) : Optional.empty(),
                revision,
                "delivery-1",
                dispatch,
                purpose,
                Postings.undated(answer.isPresent() ? 10_000_000 : 0),
                1500,
                OptionalInt.empty(),
                spent(3),
                Optional.empty(),
                0);
    }
}
