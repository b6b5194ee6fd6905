package dev.labelmill.lambda.faults;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A batch of short texts in four classes, all drawn from a seed: words that rules know tell some of them, people must be asked
 * for the rest; with known answers, audits and a budget.
 *
 * @param hurried whether a vendor's claims run out while people correct labels and take some back
 */
record TextBatch(Way way, long seed, boolean hurried) {

    /** Of a vendor's claims: longer than any run takes. */
    private static final int AT_LEISURE = 864_000;

    /** Of the same where tasks are to change hands. */
    private static final int IN_A_HURRY = 900;

    /** Of a vendor whose annotators ask: some leases long. */
    private static final int FOR_LEASES = 3600;

    private static final List<String> CLASSES = List.of("billing", "delivery", "returns", "praise");
    private static final List<String> WORDS = List.of("invoice", "parcel", "refund", "wonderful");
    private static final double TELLING = 0.5;
    private static final double ACCURACY = 0.85;

    /** Of those who are to be found out. */
    private static final double CARELESS = 0.05;

    private static final List<String> CARELESS_ONES = List.of("north0", "north1", "south0");

    private static final String BEGINNING = """
        {"project":"tests","seed":%d,"chunkBytes":1024,"slices":2,
         "labelType":{"kind":"single-choice","classes":["billing","delivery","returns","praise"]},
         "overlap":{"min":%d,"max":4,"targetConfidence":0.95},
         "audit":{"autoAccepted":4,"human":4,"confidence":0.9},
        """;

    private static final String RULES = """
         "prelabel":{"labeler":"rules","rules":[
          {"class":"billing","keyword":"invoice","weight":6},{"class":"delivery","keyword":"parcel","weight":6},
          {"class":"returns","keyword":"refund","weight":6},{"class":"praise","keyword":"wonderful","weight":6}]},
         "autoAccept":{"targetError":0.3,"confidence":0.9},
         "gold":{"overlap":%d,"rate":%s},
        """;

    private static final String LEARNING = """
         "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":512,"minN":1,"maxN":1}},
         "rounds":{"firstSample":10,"perRound":6,"most":2,"labelBudget":110,"calibrationShare":0.5},
         "autoAccept":{"targetError":0.3,"confidence":0.9},
        """;

    private static final String NORTH = """
        {"name":"north","tier":"crowd","capacity":3000,%s"deadlineSeconds":%d,
         "price":{"perHour":18.000000007,"mostSeconds":60,"unknownSeconds":10}}\
        """;

    private static final String SOUTH = """
        {"name":"south","tier":"crowd","pricePerLabel":0.031234567,"capacity":3000,"deadlineSeconds":%d}\
        """;

    private static final String EXPERTS = """
        {"name":"experts","tier":"expert","pricePerLabel":0.200000001,"capacity":3000,"deadlineSeconds":%d}\
        """;

    String id() {
        return "b";
    }

    /** How many there are. */
    int items() {
        return way.items();
    }

    /** Where tasks are to change hands, there must be whom to give them to. */
    List<String> vendors() {
        return hurried ? List.of("north", "south", "experts") : way.vendors();
    }

    /** Whether a vendor has an API that tasks are sent to. */
    boolean pushes(String vendor) {
        return way == Way.PUSH && vendor.equals("north");
    }

    /** Whether a vendor's annotators ask for tasks. */
    boolean pulls(String vendor) {
        return (way == Way.PULL || way == Way.PAUSED) && vendor.equals("north");
    }

    /** Whether a vendor returns files instead of calling the webhook. */
    boolean returnsFiles(String vendor) {
        return vendor.equals("south");
    }

    /** Whether its people correct labels and take some back, which is another way too. */
    boolean changesMinds() {
        return hurried;
    }

    /** Nano-dollars that all labels may cost. */
    long limitNanos() {
        return way == Way.SPENT
                ? 1_000_000_000L + Math.floorMod(new Draw(seed).bits("dollars", id()), 2_000_000_000L)
                : 1_000_000_000_000L;
    }

    /** Nano-dollars that labels which are asked for on one day may cost: some four of the dearest vendor's at least. */
    OptionalLong dayNanos() {
        return way == Way.DAYS
                ? OptionalLong.of(1_210_000_000L + Math.floorMod(new Draw(seed).bits("day", id()), 300_000_000L))
                : OptionalLong.empty();
    }

    /** Uploads all its files. */
    void upload(SimulatedCloud cloud) {
        cloud.stage.upload("batches/b/gold.jsonl", known());
        cloud.stage.upload("batches/b/manifest.jsonl", manifest());
        cloud.upload("batches/b/batch.json", settings());
    }

    private String settings() {
        return BEGINNING.formatted(seed & 0xFFFF, overlap())
                + (way == Way.ROUNDS ? LEARNING : RULES.formatted(overlap(), isMostlyKnown() ? "0.8" : "0.5"))
                + (way == Way.PAUSED ? "\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95}," : "")
                + (way.keepsAccount() ? budget() : "")
                + "\"vendors\":"
                + vendors().stream().map(this::vendor).toList()
                + "}";
    }

    /** A vendor that is sent tasks names nobody, and gives an item one label. */
    private int overlap() {
        return way == Way.PUSH ? 1 : 2;
    }

    /** Whether people are asked about known items above all, and about all the others. */
    private boolean isMostlyKnown() {
        return way == Way.GOLD || way == Way.PAUSED;
    }

    private String budget() {
        return "\"budget\":{\"dollars\":" + dollars(limitNanos()) + ",\"stop\":true"
                + dayNanos().stream()
                        .mapToObj(nanos -> ",\"dollarsPerDay\":" + dollars(nanos))
                        .collect(Collectors.joining())
                + "},";
    }

    private static String dollars(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }

    private String vendor(String name) {
        int deadline = hurried ? IN_A_HURRY : AT_LEISURE;
        if (pulls(name)) {
            return NORTH.formatted("\"delivery\":\"pull\",", FOR_LEASES);
        }
        if (pushes(name)) {
            return NORTH.formatted("\"format\":\"scale\",\"delivery\":\"push\",\"target\":\"p-1\",", deadline);
        }
        return switch (name) {
            case "north" -> NORTH.formatted("", deadline);
            case "south" -> SOUTH.formatted(deadline);
            default -> EXPERTS.formatted(deadline);
        };
    }

    private String manifest() {
        return IntStream.range(0, items())
                .mapToObj(i -> Json.write(Json.object().put("id", "i" + i).put("source", text("i" + i))) + "\n")
                .collect(Collectors.joining());
    }

    private String known() {
        return IntStream.range(0, items())
                .filter(this::isKnown)
                .mapToObj(i ->
                        Json.write(Json.object().put("id", "i" + i).put("label", CLASSES.get(truth("i" + i)))) + "\n")
                .collect(Collectors.joining());
    }

    private boolean isKnown(int item) {
        return switch (way) {
            case PAUSED -> item % 4 != 0;
            case ROUNDS -> false;
            default -> item % 2 == 0;
        };
    }

    private String text(String id) {
        Draw draw = new Draw(seed);
        String filler = "message " + id + " of customer " + Math.floorMod(draw.bits("customer", id), 1000);
        return draw.uniform("telling", id) < telling()
                ? filler + " about the " + WORDS.get(truth(id))
                : filler + " please call back";
    }

    private double telling() {
        return switch (way) {
            case GOLD, PAUSED -> 0;
            case ROUNDS -> 1;
            default -> TELLING;
        };
    }

    private int truth(String id) {
        return (int) (new Draw(seed).uniform("truth", id) * CLASSES.size());
    }

    /** What somebody says about an item. */
    String answer(String item, String annotator) {
        Draw draw = new Draw(seed);
        boolean right = annotator.startsWith("experts") || draw.uniform("right", item, annotator) < accuracy(annotator);
        int other = 1 + (int) (draw.uniform("wrong", item, annotator) * (CLASSES.size() - 1));
        return CLASSES.get(right ? truth(item) : (truth(item) + other) % CLASSES.size());
    }

    private double accuracy(String annotator) {
        return way == Way.PAUSED && CARELESS_ONES.contains(annotator) ? CARELESS : ACCURACY;
    }
}
