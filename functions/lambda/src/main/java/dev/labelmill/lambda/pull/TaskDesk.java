package dev.labelmill.lambda.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.lease.Bookmark;
import dev.labelmill.core.lease.Puller;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.ClaimName;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Gives tasks to annotators who ask, holds them while they say so, and takes them back. No slot goes to two, and no item to an
 * annotator twice, however many ask at once. Safe for use by several threads.
 */
public final class TaskDesk {

    /** How often a request starts over because others were faster. */
    private static final int MOST_ATTEMPTS = 40;

    private final BatchStore batches;
    private final TaskStore tasks;
    private final LeaseStore leases;
    private final TallyStore tallies;
    private final ItemLines items;
    private final SkillSnapshots snapshots;
    private final Candidates candidates;
    private final InstantSource clock;

    public TaskDesk(
            BatchStore batches,
            TaskStore tasks,
            LabelStore labels,
            LeaseStore leases,
            TallyStore tallies,
            ItemLines items,
            SkillSnapshots snapshots,
            InstantSource clock) {
        this.batches = batches;
        this.tasks = tasks;
        this.leases = leases;
        this.tallies = tallies;
        this.items = items;
        this.snapshots = snapshots;
        this.candidates = new Candidates(tasks, labels, leases);
        this.clock = clock;
    }

    /**
     * Does what is asked, and says what became of it.
     *
     * @param vendor   whom the request is proven to be from
     * @param delivery names the request, the same again when it is sent again
     */
    public ObjectNode answer(String vendor, String delivery, TaskRequest request) {
        Instant now = clock.instant();
        if (request instanceof TaskRequest.Wanted wanted) {
            return give(vendor, named(delivery), wanted, now);
        }
        if (request instanceof TaskRequest.Held held) {
            return hold(vendor, held, now);
        }
        return release(vendor, (TaskRequest.Released) request, now);
    }

    private ObjectNode give(String vendor, String delivery, TaskRequest.Wanted wanted, Instant now) {
        Effort effort = new Effort(clock);
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !effort.isSpent(); attempt++) {
            Puller puller = leases.puller(vendor, wanted.annotator());
            List<Puller.Grant> before = puller.of(delivery);
            if (!before.isEmpty()) {
                return written(wanted.annotator(), stillHeld(puller, before, now), false, now);
            }
            Search search = new Search(batches, snapshots, vendor, wanted.annotator(), now, effort);
            Found found = choose(puller, search, Math.min(wanted.most(), puller.room(now)));
            if (found.tasks().isEmpty()) {
                leases.remember(puller, found.bookmark());
                return written(wanted.annotator(), List.of(), found.unfinished(), now);
            }
            if (give(found.knowing().reading(found.bookmark()), delivery, found.tasks(), now)) {
                return written(wanted.annotator(), found.tasks(), found.unfinished(), now);
            }
        }
        return written(wanted.annotator(), List.of(), true, now);
    }

    private boolean give(Puller puller, String delivery, List<Leased> chosen, Instant now) {
        return leases.give(
                puller.give(chosen.stream().map(one -> one.grant(delivery, now)).toList(), now),
                chosen.stream()
                        .map(one -> new LeaseStore.Given(one.slots(), one.answered()))
                        .toList(),
                now);
    }

    /**
     * What a search came to.
     *
     * @param knowing    the annotator with the known ones among the tasks counted
     * @param unfinished whether it ended with fewer than were asked for though there may be more
     * @param bookmark   where the next request is to go on
     */
    private record Found(List<Leased> tasks, Puller knowing, boolean unfinished, Bookmark bookmark) {}

    private Found choose(Puller puller, Search search, int most) {
        Bookmark from = puller.bookmark().asOf(search.now);
        Candidates.Lane work = candidates.new Lane(search, false, from.work());
        Candidates.Lane gold = candidates.new Lane(search, true, from.gold());
        KnownAnswers answers = new KnownAnswers(tallies, puller.vendor(), puller.annotator());
        List<Leased> chosen = new ArrayList<>();
        Puller knowing = puller;
        while (chosen.size() < most) {
            long given = puller.given() + chosen.size();
            Map<String, Long> known = knowing.known();
            boolean wantsGold = gold.peek()
                    .filter(one -> answers.isNextKnown(one.batch(), given, known.getOrDefault(one.project(), 0L)))
                    .isPresent();
            Candidates.Lane lane = wantsGold || work.peek().isEmpty() ? gold : work;
            if (lane.peek().isEmpty()) {
                break;
            }
            chosen.add(lane.take());
            if (lane == gold) {
                knowing = knowing.meeting(chosen.get(chosen.size() - 1).project());
            }
        }
        boolean unfinished = chosen.size() < most && (work.isUnfinished() || gold.isUnfinished());
        return new Found(chosen, knowing, unfinished, from.moved(work.place(), gold.place(), search.now));
    }

    /** What a request was given that came before: as much of it as is held still. */
    private List<Leased> stillHeld(Puller puller, List<Puller.Grant> grants, Instant now) {
        List<Leased> held = new ArrayList<>();
        for (Puller.Grant grant : grants) {
            Optional<Slots> slots = leases.get(grant.batch(), grant.item(), puller.vendor())
                    .filter(known -> known.dispatch().equals(grant.dispatch()))
                    .filter(known -> known.held(puller.annotator(), now).isPresent());
            Optional<Batch> batch = slots.flatMap(known -> batches.get(grant.batch()));
            Optional<Vendor> vendor = batch.flatMap(known -> known.settings().vendor(puller.vendor()));
            Optional<Task> task = vendor.flatMap(known -> tasks.get(grant.batch(), grant.item()));
            task.ifPresent(known -> held.add(new Leased(batch.get(), vendor.get(), known, slots.get(), Set.of())));
        }
        return held;
    }

    /** @param again whether the annotator is to ask again at once: the search went as far as one request may */
    private ObjectNode written(String annotator, List<Leased> leased, boolean again, Instant now) {
        ObjectNode answer = Json.object();
        // Known ones are chosen first: the order of the choice would tell them.
        List<Leased> mixed =
                leased.stream().sorted(Comparator.comparing(Leased::claim)).toList();
        answer.putArray("tasks").addAll(InParallel.map(mixed, one -> one.write(items, annotator, now)));
        return answer.put("again", again);
    }

    private ObjectNode hold(String vendor, TaskRequest.Held held, Instant now) {
        ObjectNode answer = Json.object();
        answer.putArray("held");
        answer.putArray("lost");
        for (TaskKey lease : held.leases()) {
            change(vendor, lease, now, slots -> slots.extend(held.annotator(), now, now.plus(Candidates.LEASE)))
                    .flatMap(slots -> slots.held(held.annotator(), now))
                    .ifPresentOrElse(
                            still -> answer.withArray("/held")
                                    .addObject()
                                    .put("lease", lease.text())
                                    .put("expires", still.until().toString()),
                            () -> answer.withArray("/lost").add(lease.text()));
        }
        return answer;
    }

    private ObjectNode release(String vendor, TaskRequest.Released released, Instant now) {
        ObjectNode answer = Json.object();
        answer.putArray("released");
        answer.putArray("lost");
        for (TaskKey lease : released.leases()) {
            boolean had = change(vendor, lease, now, slots -> slots.release(released.annotator(), now))
                    .filter(slots -> slots.knows(released.annotator()))
                    .isPresent();
            answer.withArray(had ? "/released" : "/lost").add(lease.text());
        }
        return answer;
    }

    /** Changes the slots that a lease is of; empty if they are another claim's, or none. */
    private Optional<Slots> change(String vendor, TaskKey lease, Instant now, UnaryOperator<Slots> change) {
        return leases.update(
                        lease.batch(),
                        lease.task(),
                        vendor,
                        now,
                        slots -> isMeant(slots, lease) ? change.apply(slots) : slots)
                .filter(slots -> isMeant(slots, lease));
    }

    private static boolean isMeant(Slots slots, TaskKey lease) {
        return ClaimName.means(lease.dispatch(), slots.dispatch(), slots.item());
    }

    /** A vendor's id of a request can be long; each of its tasks is remembered under it. */
    private static String named(String delivery) {
        long[] hash = MurmurHash3.hash128x64(delivery.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(hash[0]) + HexFormat.of().toHexDigits(hash[1]);
    }
}
