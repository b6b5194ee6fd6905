package dev.labelmill.lambda.store;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a finished batch tells of its annotators: one row per batch and annotator. No facts, but made of them. */
public final class AnnotatorStore {

    private final Table table;

    public AnnotatorStore(Table table) {
        this.table = table;
    }

    /**
     * An annotator in a batch.
     *
     * @param labels  how many the annotator gave
     * @param signals how many reasons there are to look at them
     * @param review  the annotator's line of annotators.jsonl
     */
    public record Reviewed(String batch, String vendor, String annotator, long labels, int signals, String review) {}

    /** Keeps what is said of an annotator, instead of what an earlier attempt said; false if that was the same. */
    public boolean keep(Reviewed annotator) {
        Row row = Row.at(Keys.batch(annotator.batch()), Keys.annotator(annotator.vendor(), annotator.annotator()))
                .set("labels", annotator.labels())
                .set("signals", annotator.signals())
                .set("review", annotator.review());
        return table.put(
                row,
                "attribute_not_exists(pk) OR review <> :review",
                Map.of(":review", AttributeValue.fromS(annotator.review())));
    }

    /** A batch's annotators, by vendor and name. */
    public List<Reviewed> of(String batch) {
        return table.partition(Keys.batch(batch), Keys.ANNOTATOR_SK)
                .map(AnnotatorStore::read)
                .toList();
    }

    private static Reviewed read(Row row) {
        String[] who = row.sk().split("#", 3);
        return new Reviewed(
                row.pk().substring(Keys.BATCH.length()),
                who[1],
                who[2],
                row.number("labels"),
                (int) row.number("signals"),
                row.string("review"));
    }
}
