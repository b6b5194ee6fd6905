package dev.labelmill.lambda.tally;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.PhaseNotices;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.EndedBudgets;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.StreamRecord;
import dev.labelmill.lambda.store.TallyStore;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Folds a whole delivery and writes once per tally. A tally's row for this stream shard takes counters
 * only together with a higher sequence number, so deliveries may come again whole or in part. A record
 * that cannot be read is set aside, and its batch counted anew from the facts. The
 * answer carries a window state because only tumbling windows tell the shard's id; the state is empty.
 */
public final class Tallying implements Handler {

    /** The account that money is charged to, {@link Names#TALLY_SPENT} in the totals. */
    private static final String FUNCTION = "tally";

    /** Streams keep changes for 24 hours: where one this old comes, older ones may have been lost. */
    private static final Duration NEAR_HORIZON = Duration.ofHours(23);

    private static final Set<String> CLOSED = Stream.of(Phase.values())
            .filter(Phase::hasClosedBooks)
            .map(Phase::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Some 3 MB. */
    private static final int MOST_WATERMARKS = 10_000;

    private static final Logger LOG = Logger.getLogger(Tallying.class);

    private final TallyStore tallies;
    private final RejectedStore rejected;
    private final Comparison comparison;
    private final PhaseNotices phases;
    private final EndedBudgets ended;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;
    private final Map<String, Optional<BigInteger>> watermarks = new HashMap<>();

    public Tallying(
            TallyStore tallies,
            RejectedStore rejected,
            Comparison comparison,
            PhaseNotices phases,
            EndedBudgets ended,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.tallies = tallies;
        this.rejected = rejected;
        this.comparison = comparison;
        this.phases = phases;
        this.ended = ended;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    private record Change(BigInteger sequence, Counters counters) {}

    /** What a row holds: an annotator's totals of one batch, told apart so that batches' annotators can be compared. */
    private record Place(String tally, Optional<String> batch) {

        static Place of(String tally, StreamRecord record) {
            return new Place(tally, isBatch(tally) ? Optional.empty() : record.batch());
        }

        String row(String shard) {
            return batch.map(name -> shard + "#" + name).orElse(shard);
        }
    }

    @Override
    public synchronized JsonNode handle(JsonNode event) {
        String shard = event.path("shardId").asText();
        if (shard.isEmpty()) {
            throw new IllegalArgumentException("the event has no shardId: the mapping must use a tumbling window");
        }
        Map<Place, List<Change>> changes = new LinkedHashMap<>();
        Set<String> dirty = new HashSet<>();
        Set<String> closed = new HashSet<>();
        List<StreamRecord> records = StreamRecord.of(event);
        // Before anything is folded: an event that comes again tells the same notices, under the same ids.
        phases.tell(records);
        ended.free(records);
        for (StreamRecord record : records) {
            Map<String, Counters> differences = differencesOrNone(record);
            differences.forEach(
                    (tally, counters) -> changes.computeIfAbsent(Place.of(tally, record), place -> new ArrayList<>())
                            .add(new Change(record.sequence(), counters)));
            if (isNearHorizon(record)) {
                dirty.addAll(differences.keySet());
            }
            if (!differences.isEmpty() && closesBooks(record)) {
                closed.addAll(differences.keySet());
            }
        }
        dirty.stream().filter(Tallying::isBatch).forEach(tallies::markDirty);
        changes.forEach((place, list) ->
                fold(place, place.row(shard), list, isBatch(place.tally()) && !closed.contains(place.tally())));
        ObjectNode answer = Json.object();
        answer.putObject("state");
        answer.putArray("batchItemFailures");
        return answer;
    }

    /**
     * The change that closes a batch's books, and those after it: what folding them costs rides on the next batch's totals. The
     * first may come alone, before the one that ends the batch.
     */
    private static boolean closesBooks(StreamRecord record) {
        return record.pk().startsWith(Keys.BATCH)
                && record.sk().equals(Keys.META)
                && record.after()
                        .filter(row -> row.has("phase") && CLOSED.contains(row.string("phase")))
                        .isPresent();
    }

    private boolean isNearHorizon(StreamRecord record) {
        return record.created().plus(NEAR_HORIZON).isBefore(clock.instant());
    }

    /** One that cannot be read never can; what it would have added is counted from the facts instead. */
    private Map<String, Counters> differencesOrNone(StreamRecord record) {
        try {
            return differences(record);
        } catch (RuntimeException e) {
            LOG.errorf(e, "sequence number %s is set aside", record.id());
            record.batch().map(Keys::batchTally).ifPresent(tallies::markDirty);
            setAside(record, e.getMessage());
            return Map.of();
        }
    }

    private void setAside(StreamRecord record, String reason) {
        rejected.keep(new Rejection(
                "tally/" + record.batch().orElse("?"),
                clock.instant(),
                record.pk() + "/" + record.sk() + "/" + record.id(),
                String.valueOf(reason),
                ""));
    }

    /** A pure function of the record: nothing that it throws would be otherwise the next time. */
    private static Map<String, Counters> differences(StreamRecord record) {
        Map<String, Counters> differences = new HashMap<>();
        record.after()
                .map(RowTotals::of)
                .ifPresent(totals -> totals.forEach((tally, counters) ->
                        differences.computeIfAbsent(tally, t -> new Counters()).addAll(counters)));
        record.before()
                .map(RowTotals::of)
                .ifPresent(totals -> totals.forEach((tally, counters) ->
                        differences.computeIfAbsent(tally, t -> new Counters()).subtractAll(counters)));
        return differences;
    }

    private void fold(Place place, String row, List<Change> changes, boolean pays) {
        String tally = place.tally();
        String known = tally + "\n" + row;
        Optional<BigInteger> before =
                watermarks.containsKey(known) ? watermarks.get(known) : tallies.watermark(tally, row);
        List<Change> fresh = above(before, changes);
        while (!fresh.isEmpty()) {
            List<Change> part = fitting(fresh);
            boolean added = add(place, row, before, part, pays);
            // Every change is one of a batch's; those that are an annotator's too are not counted again.
            events.add(Metric.TALLY_RECORDS, added && isBatch(tally) ? part.size() : 0);
            before = added ? Optional.of(last(part)) : tallies.watermark(tally, row);
            fresh = above(before, fresh);
        }
        remember(known, before);
    }

    /** What was forgotten is read again, so that an environment's memory does not grow with the annotators it meets. */
    private void remember(String known, Optional<BigInteger> watermark) {
        if (watermarks.size() >= MOST_WATERMARKS) {
            watermarks.clear();
        }
        watermarks.put(known, watermark);
    }

    private static List<Change> above(Optional<BigInteger> watermark, List<Change> changes) {
        return changes.stream()
                .filter(c -> watermark.isEmpty() || c.sequence().compareTo(watermark.get()) > 0)
                .toList();
    }

    /** The first changes whose counters, and those for the money, fit one write: nearly always all of them. */
    private static List<Change> fitting(List<Change> fresh) {
        Counters sum = new Counters();
        int fitting = 0;
        for (Change change : fresh) {
            sum.addAll(change.counters());
            if (fitting > 0 && sum.size() + Kind.values().length > TallyStore.MAX_COUNTERS) {
                break;
            }
            fitting++;
        }
        return fresh.subList(0, fitting);
    }

    private static BigInteger last(List<Change> changes) {
        return changes.get(changes.size() - 1).sequence();
    }

    private boolean add(Place place, String row, Optional<BigInteger> watermark, List<Change> fresh, boolean pays) {
        Counters sum = new Counters();
        fresh.forEach(change -> sum.addAll(change.counters()));
        Predicate<Spend> write = spent -> {
            spent.accounts().forEach((account, nanos) -> sum.add(Names.SPENT + account, nanos));
            Optional<Counters> held = tallies.add(place.tally(), row, watermark, last(fresh), sum, clock.instant());
            held.ifPresent(all -> place.batch().ifPresent(batch -> tell(place.tally(), batch, row, sum, all)));
            return held.isPresent();
        };
        return pays ? meter.charge(FUNCTION, write) : write.test(Spend.NONE);
    }

    private void tell(String tally, String batch, String row, Counters gained, Counters held) {
        String[] who = tally.split("#", 4);
        comparison.soFar(batch, who[2], who[3], row, gained, held);
    }

    private static boolean isBatch(String tally) {
        return tally.indexOf('#', Keys.TALLY.length()) < 0;
    }
}
