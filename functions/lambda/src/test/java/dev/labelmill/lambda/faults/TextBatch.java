package dev.labelmill.lambda.faults;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A batch of short texts in four classes, all drawn from a seed: words that rules know tell some of them, people must be asked
 * for the rest; with known answers, audits and a budget.
 *
 * @param items           how many
 * @param deadlineSeconds after which a vendor's claim on a task is over
 */
record TextBatch(long seed, int items, int deadlineSeconds) {

    /** Longer than any run takes. */
    static final int AT_LEISURE = 864_000;

    private static final List<String> CLASSES = List.of("billing", "delivery", "returns", "praise");
    private static final List<String> WORDS = List.of("invoice", "parcel", "refund", "wonderful");
    private static final double TELLING = 0.5;
    private static final double ACCURACY = 0.85;
    private static final int GOLD_EVERY = 2;

    private static final String SETTINGS = """
            {"project":"tests","seed":%d,"chunkBytes":1024,"slices":2,
             "labelType":{"kind":"single-choice","classes":["billing","delivery","returns","praise"]},
             "prelabel":{"labeler":"rules","rules":[
              {"class":"billing","keyword":"invoice","weight":6},{"class":"delivery","keyword":"parcel","weight":6},
              {"class":"returns","keyword":"refund","weight":6},{"class":"praise","keyword":"wonderful","weight":6}]},
             "autoAccept":{"targetError":0.3,"confidence":0.9},
             "overlap":{"min":2,"max":4,"targetConfidence":0.95},
             "gold":{"overlap":2,"rate":0.5},
             "audit":{"autoAccepted":4,"human":4,"confidence":0.9},
             "budget":{"dollars":1000,"stop":true},
             "vendors":[
              {"name":"north","tier":"crowd","capacity":3000,"deadlineSeconds":DEADLINE,
               "price":{"perHour":18.000000007,"mostSeconds":60,"unknownSeconds":10}},
              {"name":"south","tier":"crowd","pricePerLabel":0.031234567,"capacity":3000,"deadlineSeconds":DEADLINE},
              {"name":"experts","tier":"expert","pricePerLabel":0.200000001,"capacity":3000,"deadlineSeconds":DEADLINE}]}""";

    String id() {
        return "b";
    }

    List<String> vendors() {
        return List.of("north", "south", "experts");
    }

    /** Whether a vendor returns files instead of calling the webhook. */
    boolean returnsFiles(String vendor) {
        return vendor.equals("south");
    }

    /** Whether its people correct labels and take some back, which is another way too. */
    boolean changesMinds() {
        return deadlineSeconds < AT_LEISURE;
    }

    /** Uploads all its files. */
    void upload(SimulatedCloud cloud) {
        cloud.stage.upload("batches/b/gold.jsonl", known());
        cloud.stage.upload("batches/b/manifest.jsonl", manifest());
        cloud.upload(
                "batches/b/batch.json",
                SETTINGS.formatted(seed & 0xFFFF).replace("DEADLINE", Integer.toString(deadlineSeconds)));
    }

    private String manifest() {
        return IntStream.range(0, items)
                .mapToObj(i -> Json.write(Json.object().put("id", "i" + i).put("source", text("i" + i))) + "\n")
                .collect(Collectors.joining());
    }

    private String known() {
        return IntStream.range(0, items)
                .filter(i -> i % GOLD_EVERY == 0)
                .mapToObj(i ->
                        Json.write(Json.object().put("id", "i" + i).put("label", CLASSES.get(truth("i" + i)))) + "\n")
                .collect(Collectors.joining());
    }

    private String text(String id) {
        Draw draw = new Draw(seed);
        String filler = "message " + id + " of customer " + Math.floorMod(draw.bits("customer", id), 1000);
        return draw.uniform("telling", id) < TELLING
                ? filler + " about the " + WORDS.get(truth(id))
                : filler + " please call back";
    }

    private int truth(String id) {
        return (int) (new Draw(seed).uniform("truth", id) * CLASSES.size());
    }

    /** What somebody says about an item. */
    String answer(String item, String annotator) {
        Draw draw = new Draw(seed);
        boolean right = annotator.startsWith("experts") || draw.uniform("right", item, annotator) < ACCURACY;
        int other = 1 + (int) (draw.uniform("wrong", item, annotator) * (CLASSES.size() - 1));
        return CLASSES.get(right ? truth(item) : (truth(item) + other) % CLASSES.size());
    }
}
