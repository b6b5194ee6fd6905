package dev.labelmill.bench.load;

/** What a partition key of the table, or of its index, is the key of. */
enum KeyKind {
    TASK("an item's task and labels"),
    LANE("a slice of a lane of waiting tasks"),
    DISPATCHED("the lane of open dispatches"),
    BATCH("a batch, its chunks and hours"),
    ACTIVE("the list of active batches"),
    BATCH_TALLY("a batch's totals, a row a stream shard"),
    ANNOTATOR_TALLY("an annotator's totals, a row a stream shard and batch"),
    DISPATCH("a dispatch"),
    BUDGET("a budget, or what is set aside of it"),
    VENDOR("a vendor"),
    OTHER("anything else");

    private final String meaning;

    KeyKind(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    static KeyKind of(String key) {
        String kind = key.contains("#") ? key.substring(0, key.indexOf('#')) : key;
        return switch (kind) {
            case "TASK" -> TASK;
            case "LANE" -> key.contains("#dispatched#") ? DISPATCHED : LANE;
            case "BATCH" -> BATCH;
            case "ACTIVE" -> ACTIVE;
            case "TALLY" -> key.indexOf('#', "TALLY#".length()) < 0 ? BATCH_TALLY : ANNOTATOR_TALLY;
            case "DISPATCH" -> DISPATCH;
            case "BUDGET" -> BUDGET;
            case "VENDOR" -> VENDOR;
            default -> OTHER;
        };
    }
}
