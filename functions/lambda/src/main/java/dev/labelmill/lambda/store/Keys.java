package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's keys, in one place. Batch and vendor names hold no {@code #}, so the last part may. */
public final class Keys {

    /** Partition key, sort key, index keys, version: attribute names shared by all rows. */
    public static final String PK = "pk";

    public static final String SK = "sk";
    public static final String LANE = "lane";
    public static final String RANK = "rank";
    public static final String VERSION = "version";
    public static final String TTL = "ttl";

    /** Which call wrote the row last. */
    static final String MARK = "mk";

    /** The sparse index of what waits. */
    public static final String BY_LANE = "by-lane";

    public static final String BATCH = "BATCH#";
    public static final String TASK = "TASK#";
    public static final String DISPATCH = "DISPATCH#";
    public static final String TALLY = "TALLY#";
    public static final String BUDGET = "BUDGET#";
    public static final String REJECTED = "REJECTED#";
    public static final String NOTICES = "NOTICES#";
    public static final String VENDOR_LABEL = "VENDORLABEL#";
    public static final String VENDOR = "VENDOR#";
    public static final String LEASE = "LEASE#";
    public static final String PULLER = "PULLER#";
    public static final String ACTIVE = "ACTIVE";
    public static final String META = "META";
    public static final String TASK_SK = "TASK";
    public static final String CHUNK_SK = "CHUNK#";
    public static final String HOUR_SK = "HOUR#";
    public static final String DAY_SK = "DAY#";
    public static final String LABEL_SK = "LABEL#";
    public static final String ANNOTATOR_SK = "ANNOTATOR#";

    private Keys() {}

    static Map<String, AttributeValue> of(String pk, String sk) {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }

    static String batch(String batch) {
        return BATCH + batch;
    }

    static String chunk(int number) {
        return CHUNK_SK + String.format(Locale.ROOT, "%06d", number);
    }

    /** An hour of a batch's. */
    static String hour(Instant hour) {
        return HOUR_SK + hour.truncatedTo(ChronoUnit.HOURS).toString().substring(0, 13);
    }

    static String task(String batch, String item) {
        return TASK + batch + "#" + item;
    }

    /** The labels of a vendor's on an item. */
    static String labels(String vendor) {
        return LABEL_SK + vendor + "#";
    }

    /** @param place below {@link dev.labelmill.core.task.VendorLabels#MOST}, so that rows sort by it */
    static String label(String vendor, int place) {
        return labels(vendor) + String.format(Locale.ROOT, "%03d", place);
    }

    /** A label by the vendor's own id of it; each has a partition, so that none is hot. */
    static String vendorLabel(String vendor, String vendorLabel) {
        return VENDOR_LABEL + vendor + "#" + vendorLabel;
    }

    static String annotator(String vendor, String annotator) {
        return ANNOTATOR_SK + vendor + "#" + annotator;
    }

    /** The deliveries to an endpoint that began on a day. */
    static String notices(String endpoint, LocalDate day) {
        return NOTICES + endpoint + "#" + day;
    }

    /** What is known of an endpoint. */
    static String endpoint(String name) {
        return NOTICES + name;
    }

    /** What is known of a vendor over all batches. */
    static String vendor(String vendor) {
        return VENDOR + vendor;
    }

    /** The slots of an item, for each vendor whose annotators ask for it. */
    static String leases(String batch, String item) {
        return LEASE + batch + "#" + item;
    }

    /** An annotator who asks for tasks. */
    static String puller(String vendor, String annotator) {
        return PULLER + vendor + "#" + annotator;
    }

    /** The lane of a vendor's slots that are free or whose lease will end. */
    static String pulled(String vendor, boolean gold) {
        return "PULL#" + vendor + (gold ? "#gold" : "#work");
    }

    static String dispatch(String id) {
        return DISPATCH + id;
    }

    /** What limits of a batch are compared with. */
    static String budget(String batch) {
        return BUDGET + batch;
    }

    /** A UTC day of a batch's budget. */
    static String day(LocalDate day) {
        return DAY_SK + day;
    }

    /** How the thresholds begin that were reached of a batch's budget, or of a UTC day's. */
    static String alerts(Optional<LocalDate> day) {
        return "ALERT#" + day.map(LocalDate::toString).orElse("BATCH") + "#";
    }

    /** What is set aside for a dispatch: a key of its own for each, since each of its labels is booked there. */
    static String reservation(String batch, String dispatch) {
        return BUDGET + batch + "#" + dispatch;
    }

    /** The lane of tasks that wait for a tier; the crowd's has a wave. */
    static String lane(String batch, Tier tier, int wave, int slice) {
        String name = tier == Tier.CROWD ? "crowd" + wave : "expert";
        return "LANE#" + batch + "#" + name + "#" + slice;
    }

    /** The lane of known items that are held back. */
    static String heldGold(String batch, int slice) {
        return "LANE#" + batch + "#held#" + slice;
    }

    /** The lane of dispatches that are not closed. */
    static String openDispatches(String batch) {
        return "LANE#" + batch + "#dispatched#0";
    }

    /** The totals of a batch. */
    public static String batchTally(String batch) {
        return TALLY + batch;
    }

    /** The totals of an annotator in a project. */
    public static String annotatorTally(String project, String vendor, String annotator) {
        return TALLY + project + "#" + vendor + "#" + annotator;
    }
}
