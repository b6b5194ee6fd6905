package dev.labelmill.lambda.faults;

import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.ClaimName;
import dev.labelmill.core.task.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The leases that annotators have been given, as they know of them: none may have an item under two requests, and no claim's
 * slots may be with more of them than it has.
 */
final class LeaseBook {

    private final InstantSource clock;
    private final Function<String, Optional<Task>> tasks;
    private final boolean clocksAreRight;
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final List<String> wrongs = new ArrayList<>();

    /** What an annotator has. */
    static final class Lease {
        final String name;
        final String item;
        final String claim;
        final String annotator;
        private final String request;
        private Instant until;
        private boolean labelled;
        private boolean over;

        private Lease(String name, String item, String claim, String annotator, String request, Instant until) {
            this.name = name;
            this.item = item;
            this.claim = claim;
            this.annotator = annotator;
            this.request = request;
            this.until = until;
        }

        private boolean takesASlot(Instant now) {
            return labelled || !over && until.isAfter(now);
        }
    }

    /**
     * @param tasks          as they are stored, by item
     * @param clocksAreRight whether all agree on when a lease ends
     */
    LeaseBook(InstantSource clock, Function<String, Optional<Task>> tasks, boolean clocksAreRight) {
        this.clock = clock;
        this.tasks = tasks;
        this.clocksAreRight = clocksAreRight;
    }

    /**
     * An answer gave a lease.
     *
     * @param fresh whether the lease was surely given just now
     * @return the lease, if it was not known
     */
    Optional<Lease> given(
            String name, String item, String claim, String annotator, String request, Instant until, boolean fresh) {
        String whose = annotator + " " + item;
        Lease known = leases.get(whose);
        if (known != null) {
            if (!known.request.equals(request)) {
                wrongs.add(whose + " was given by " + known.request + " and again by " + request);
            }
            return Optional.empty();
        }
        Lease lease = new Lease(name, item, claim, annotator, request, until);
        leases.put(whose, lease);
        if (fresh && clocksAreRight) {
            count(lease);
        }
        return Optional.of(lease);
    }

    private void count(Lease lease) {
        long taken = leases.values().stream()
                .filter(other -> other.item.equals(lease.item) && other.claim.equals(lease.claim))
                .filter(other -> other.takesASlot(clock.instant()))
                .count();
        long slots = tasks.apply(lease.item).stream()
                .flatMap(task -> task.claims().stream()
                        .filter(claim -> ClaimName.means(lease.claim, claim.dispatch(), task.item())))
                .mapToLong(Claim::labels)
                .sum();
        if (taken > slots) {
            wrongs.add(lease.item + ": " + taken + " have the " + slots + " slots of " + lease.claim);
        }
    }

    /** A lease lasts longer, or no longer if there is no such instant. */
    void held(Lease lease, Optional<Instant> until) {
        lease.over |= until.isEmpty();
        until.ifPresent(later -> lease.until = later);
    }

    /** A lease may be over from here on. */
    void releasing(Lease lease) {
        lease.over = true;
    }

    /** A lease's label is stored. */
    void labelled(Lease lease) {
        lease.labelled = true;
    }

    /** How many leases each annotator was given. */
    Map<String, Integer> given() {
        Map<String, Integer> given = new HashMap<>();
        leases.values().forEach(lease -> given.merge(lease.annotator, 1, Integer::sum));
        return given;
    }

    /** What was seen that never may be, in sentences. */
    List<String> wrongs() {
        return List.copyOf(wrongs);
    }
}
