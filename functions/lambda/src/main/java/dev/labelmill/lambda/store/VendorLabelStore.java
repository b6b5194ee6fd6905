package dev.labelmill.lambda.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Which label a vendor means that takes one back by nothing but its own id of it. A row for each such id says where the label
 * is and the highest revision that was ever to be stored; it is written before the label. So a withdrawal loses to nothing: one
 * that comes first leaves a row that lets no label pass, and one that comes between the two writes knows a revision above which
 * its tombstone keeps the label out. Ids are never used again by the vendors that work so, which makes a withdrawal final.
 */
public final class VendorLabelStore {

    /** How long a withdrawal of what nobody knows waits for its label, which may be under way. */
    static final Duration WAITS = Duration.ofDays(30);

    private static final String NEW_OR_LATER = "attribute_not_exists(pk) OR (attribute_not_exists(withdrawn)"
            + " AND #batch = :batch AND #task = :task AND annotator = :annotator AND revision < :revision)";

    private final Table table;

    public VendorLabelStore(Table table) {
        this.table = table;
    }

    /**
     * Where a label is.
     *
     * @param revision the highest that was ever to be stored
     */
    public record Place(String batch, String task, String annotator, long revision) {}

    /** What is known of a vendor's id. */
    public enum Standing {
        /** It is this label's, which may be stored. */
        STANDS,
        /** The vendor has taken the label back: it is not to be stored any more. */
        WITHDRAWN,
        /** The vendor has given it to a label of another task or annotator: it would not be found again. */
        ANOTHERS
    }

    /** Notes where a label is that is about to be stored. Doing it again changes nothing. */
    public Standing note(String vendor, String vendorLabel, Place place) {
        Row row = Row.at(Keys.vendorLabel(vendor, vendorLabel), Keys.META)
                .set("batch", place.batch())
                .set("task", place.task())
                .set("annotator", place.annotator())
                .set("revision", place.revision());
        try {
            table.dynamo()
                    .putItem(put -> put.tableName(table.name())
                            .item(row.values())
                            .conditionExpression(NEW_OR_LATER)
                            .expressionAttributeNames(Map.of("#batch", "batch", "#task", "task"))
                            .expressionAttributeValues(Map.of(
                                    ":batch", AttributeValue.fromS(place.batch()),
                                    ":task", AttributeValue.fromS(place.task()),
                                    ":annotator", AttributeValue.fromS(place.annotator()),
                                    ":revision", AttributeValue.fromN(Long.toString(place.revision()))))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return Standing.STANDS;
        } catch (ConditionalCheckFailedException there) {
            return standing(Row.of(there.item()), place);
        }
    }

    private static Standing standing(Row there, Place place) {
        if (there.has("withdrawn")) {
            return Standing.WITHDRAWN;
        }
        boolean same = there.string("batch").equals(place.batch())
                && there.string("task").equals(place.task())
                && there.string("annotator").equals(place.annotator());
        return same ? Standing.STANDS : Standing.ANOTHERS;
    }

    /**
     * Takes a vendor's id out of use, for good. Doing it again gives the same answer.
     *
     * @return where the label is, or may yet be being stored; empty if none of that id is known
     */
    public Optional<Place> withdraw(String vendor, String vendorLabel, Instant now) {
        Row waiting = Row.at(Keys.vendorLabel(vendor, vendorLabel), Keys.META)
                .set("withdrawn", now.toString())
                .set(Keys.TTL, now.plus(WAITS).getEpochSecond());
        Optional<Place> known = end(vendor, vendorLabel, now);
        // Where its label was noted between the two writes, the insertion fails and the place is known.
        return known.isPresent() || table.insert(waiting) ? known : end(vendor, vendorLabel, now);
    }

    /** The same for what is known alone: an id of which nothing is known stays in use. */
    public Optional<Place> withdrawKnown(String vendor, String vendorLabel, Instant now) {
        return end(vendor, vendorLabel, now);
    }

    private Optional<Place> end(String vendor, String vendorLabel, Instant now) {
        try {
            Row row = Row.of(table.dynamo()
                    .updateItem(update -> update.tableName(table.name())
                            .key(Keys.of(Keys.vendorLabel(vendor, vendorLabel), Keys.META))
                            .updateExpression("SET withdrawn = if_not_exists(withdrawn, :now)")
                            .conditionExpression("attribute_exists(revision)")
                            .expressionAttributeValues(Map.of(":now", AttributeValue.fromS(now.toString())))
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .attributes());
            return Optional.of(new Place(
                    row.string("batch"), row.string("task"), row.string("annotator"), row.number("revision")));
        } catch (ConditionalCheckFailedException unknown) {
            return Optional.empty();
        }
    }
}
