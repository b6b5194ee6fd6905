package dev.labelmill.lambda.store;

import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.results.Reading;
import java.time.Instant;
import java.util.List;

/**
 * The hours in which a batch had metrics of its own: one row per batch and hour of the clock, so that CloudWatch's charge
 * for an hour is counted once however often its metrics were published.
 */
public final class HourStore {

    private final Table table;

    public HourStore(Table table) {
        this.table = table;
    }

    /**
     * An hour of a batch.
     *
     * @param at      an instant in it
     * @param metrics published in it so far, by number of names
     * @param spent   what they cost, and publishing them
     * @param reading of the batch when the hour was first published
     */
    public record Hour(String batch, Instant at, long metrics, Spend spent, Reading reading, long version) {

        /** An hour in which nothing was published yet. */
        public static Hour begin(String batch, Reading reading) {
            return new Hour(batch, reading.at(), 0, Spend.NONE, reading, 0);
        }

        /** The sum of hours' versions, by which totals tell whether they hold them. */
        public static long versions(List<Hour> hours) {
            return hours.stream().mapToLong(Hour::version).sum();
        }

        /** The hour with more metrics and money. */
        public Hour with(long more, Spend money) {
            return new Hour(batch, at, more, spent.plus(money), reading, version);
        }
    }

    /** Keeps an hour as it was changed; false if somebody else changed it meanwhile. */
    public boolean keep(Hour hour) {
        Row row = Row.at(Keys.batch(hour.batch()), Keys.hour(hour.at()))
                .set("metrics", hour.metrics())
                .set(hour.spent())
                .set("at", hour.reading().at().toString())
                .set("labels", hour.reading().labels())
                .set("accepted", hour.reading().accepted())
                .set("settled", hour.reading().settled())
                .set("nanos", hour.reading().nanos())
                .set(Keys.VERSION, hour.version() + 1);
        return hour.version() == 0 ? table.insert(row) : table.replace(row, hour.version());
    }

    /** A batch's hours, oldest first. */
    public List<Hour> of(String batch) {
        return table.partition(Keys.batch(batch), Keys.HOUR_SK)
                .map(HourStore::read)
                .toList();
    }

    private static Hour read(Row row) {
        Reading reading = new Reading(
                Instant.parse(row.string("at")),
                row.number("labels"),
                row.number("accepted"),
                row.number("settled"),
                row.number("nanos"));
        return new Hour(
                row.pk().substring(Keys.BATCH.length()),
                reading.at(),
                row.number("metrics"),
                row.spent(),
                reading,
                row.number(Keys.VERSION));
    }
}
