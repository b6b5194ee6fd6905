package dev.labelmill.core.results;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.delivery.Turnaround;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.routing.RoutingReplay;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.tally.TimeBins;
import dev.labelmill.core.tally.Turnarounds;
import dev.labelmill.core.task.Stratum;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A batch's own labels, replayed by each way of routing: of its tasks with people's ballots, or of a random sample of them
 * where there are very many labels. Answers are held against gold and against audits; both the gold answer and the expert's
 * word teach about annotators, as in the final consensus, but never about their own task. Beside it what vendors said of how long
 * their labels take to come, and what was seen of it.
 *
 * @param replay what each way would have bought
 * @param speeds of the vendors that were asked for labels that have come or are over, in batch.json's order
 */
public record RoutingComparison(RoutingReplay replay, List<Speed> speeds) {

    /** Labels that are held in memory and replayed. */
    private static final long MOST_LABELS = 100_000;

    private static final double MILLIS = 1000;

    /** Copies the list. */
    public RoutingComparison {
        speeds = List.copyOf(speeds);
    }

    /**
     * How long a vendor's labels took to come.
     *
     * @param declared what the vendor says, or all of the time that it is given
     * @param expired  labels that did not come in time, from 0
     */
    public record Speed(String vendor, Duration declared, Turnaround seen, long expired) {}

    /**
     * The comparison; empty where the crowd is one vendor only, so that there was nothing to choose.
     *
     * @param tasks  read from the start once
     * @param totals of the batch
     */
    public static Optional<RoutingComparison> of(
            Iterable<SettledTask> tasks, FinalConsensus consensus, BatchSettings settings, Counters totals) {
        List<Vendor> crowd = settings.vendors(Tier.CROWD);
        if (crowd.size() < 2) {
            return Optional.empty();
        }
        HashSample<RoutingReplay.Task> sample = new HashSample<>(new Draw(settings.seed()), MOST_LABELS);
        for (SettledTask task : tasks) {
            if (task.stratum() != Stratum.AUTO && !task.ballots().isEmpty()) {
                sample.add(task.item(), task.ballots().size(), replayed(task, consensus));
            }
        }
        Map<String, String> vendors = new HashMap<>();
        sample.things()
                .forEach(task -> task.votes()
                        .votes()
                        .forEach(vote ->
                                vendors.computeIfAbsent(vote.annotator(), who -> who.substring(0, who.indexOf('/')))));
        StopRule rule = new StopRule(
                settings.overlap().min(),
                settings.overlap().max(),
                settings.overlap().targetConfidence(),
                false);
        RoutingReplay replay = RoutingReplay.of(
                sample.things(),
                settings.singleChoice().size(),
                vendors,
                prices(crowd, totals),
                rule,
                new Draw(settings.seed()));
        return Optional.of(new RoutingComparison(replay, speeds(settings, totals)));
    }

    private static List<Speed> speeds(BatchSettings settings, Counters totals) {
        return settings.vendors().stream()
                .map(vendor -> new Speed(
                        vendor.name(),
                        vendor.turnaround(),
                        Turnarounds.seen(vendor, totals),
                        totals.get(Names.EXPIRED + vendor.name())))
                .filter(speed -> speed.seen().seconds() > 0)
                .toList();
    }

    /** Of ordinary items, by the hour for the median time of the vendor's labels. */
    private static Map<String, Long> prices(List<Vendor> crowd, Counters totals) {
        Map<String, Long> nanos = new HashMap<>();
        crowd.forEach(vendor -> {
            double seconds = TimeBins.medianSeconds(totals, Names.TOOK + vendor.name() + ".")
                    .orElse(0);
            nanos.put(vendor.name(), vendor.price().price(Optional.empty(), Math.round(seconds * MILLIS)));
        });
        return nanos;
    }

    private static RoutingReplay.Task replayed(SettledTask task, FinalConsensus consensus) {
        TaskVotes votes = task.asEvidence();
        OptionalInt truth = task.known().isPresent() ? task.known() : task.audit();
        return new RoutingReplay.Task(
                votes, truth, OptionalInt.of(consensus.label(task).answer()));
    }
}
