package dev.labelmill.lambda.reception;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.ClaimName;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LabelStore.Booked;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.VendorLabelStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stores one label, if the task is known, the vendor was given it, and what it says is a label of
 * the batch's type, that breaks no check if batch.json says so. What a label was bought for and what it costs comes
 * from the claim, never from the vendor.
 */
public final class LabelIntake {

    private final KnownBatches batches;
    private final TaskStore tasks;
    private final LabelRules rules;
    private final LabelStore labels;
    private final VendorLabelStore vendorIds;
    private final String function;
    private final Meter meter;
    private final InstantSource clock;

    /** @param function the account that money is charged to */
    public LabelIntake(
            String function,
            BatchStore batches,
            TaskStore tasks,
            ItemLines items,
            LabelStore labels,
            VendorLabelStore vendorIds,
            Meter meter,
            InstantSource clock) {
        this.function = function;
        this.batches = new KnownBatches(batches, clock);
        this.tasks = tasks;
        this.rules = new LabelRules(items);
        this.labels = labels;
        this.vendorIds = vendorIds;
        this.meter = meter;
        this.clock = clock;
    }

    /** What became of a label. */
    sealed interface Outcome permits Kept, Refused {}

    /** It is in the table now, by this delivery or by an earlier one. */
    enum Kept implements Outcome {
        STORED,
        /** It took the place of the same annotator's earlier one. */
        CORRECTED,
        DUPLICATE
    }

    /** It cannot be used. */
    record Refused(String reason) implements Outcome {}

    /** A label with all that its fate hangs on but what the vendor's annotators have said before. */
    private record Arrived(BatchSettings settings, boolean over, Task task, String vendor, IncomingLabel incoming) {}

    Outcome take(String vendor, IncomingLabel incoming) {
        Optional<KnownBatches.Known> batch = batches.get(incoming.batch());
        Optional<Task> task = batch.flatMap(b -> tasks.get(incoming.batch(), incoming.task()));
        if (task.isEmpty()) {
            return new Refused("there is no task \"" + incoming.task() + "\" in batch \"" + incoming.batch() + "\"");
        }
        Arrived arrived = new Arrived(batch.get().settings(), batch.get().over(), task.get(), vendor, incoming);
        Optional<Outcome> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            outcome = take(arrived, labels.of(incoming.batch(), incoming.task(), vendor));
        }
        return outcome.get();
    }

    /** What becomes of a label beside these; empty if others changed them meanwhile. */
    private Optional<Outcome> take(Arrived arrived, VendorLabels there) {
        IncomingLabel incoming = arrived.incoming();
        SubmittedValue said = new SubmittedValue(
                arrived.settings().labelType(), incoming.change(), () -> rules.image(arrived.task()));
        Optional<Outcome> repeated = Repetition.of(said, there, incoming);
        // That another revision is needed is not told where none would be taken any more.
        if (repeated.isPresent() && (repeated.get() instanceof Kept || !arrived.over())) {
            return repeated;
        }
        if (arrived.over()) {
            return Optional.of(TooLate.of(said, there, incoming));
        }
        Optional<Vendor> vendor = arrived.settings().vendor(arrived.vendor());
        Optional<Claim> claim = claim(arrived.task(), arrived.vendor(), incoming.dispatch());
        if (vendor.isEmpty() || claim.isEmpty()) {
            return refused("task \"" + incoming.task() + "\" was not given to this vendor, or not by this dispatch");
        }
        Optional<Label> standing = there.standing(incoming.annotator());
        Booking booking = standing.map(Booking::of).orElseGet(() -> Booking.of(claim.get()));
        Optional<Refused> refused = standing.isPresent()
                ? refuseOtherPurpose(booking, claim.get(), incoming)
                : refuseSurplus(claim.get(), there, incoming)
                        .or(() -> refuseNameless(arrived.vendor(), there, incoming));
        if (refused.isPresent()) {
            return refused.map(Outcome.class::cast);
        }
        if (booking.isExpert() && incoming.change() instanceof LabelChange.Deleted) {
            return refused("an expert's answer can be corrected but not taken back");
        }
        Optional<LabelValue> value;
        try {
            value = said.read();
        } catch (UnusableContent | IllegalArgumentException e) {
            return refused(e.getMessage());
        }
        Optional<Refused> violating = value.flatMap(
                read -> rules.broken(arrived.settings(), arrived.task(), read).map(Refused::new));
        Optional<Outcome> unwanted =
                violating.isPresent() ? violating.map(Outcome.class::cast) : note(arrived.vendor(), incoming);
        return unwanted.isPresent()
                ? unwanted
                : store(
                        there,
                        label(arrived, vendor.get(), claim.get(), booking, standing, value),
                        arrived.settings().budget().limits(),
                        there.last(incoming.annotator()).isPresent() ? Kept.CORRECTED : Kept.STORED);
    }

    private static Optional<Outcome> refused(String reason) {
        return Optional.of(new Refused(reason));
    }

    /** The deletion that a vendor means by its own id of a label; empty if no label of that id was ever to be stored. */
    Optional<IncomingLabel> deletion(String vendor, Withdrawal withdrawal) {
        return place(vendor, withdrawal)
                .map(place -> new IncomingLabel(
                        place.batch(),
                        place.task(),
                        null,
                        place.annotator(),
                        new LabelChange.Deleted(),
                        place.revision() + 1,
                        null,
                        withdrawal.delivery(),
                        withdrawal.vendorLabel()));
    }

    private Optional<VendorLabelStore.Place> place(String vendor, Withdrawal withdrawal) {
        return withdrawal.early()
                ? vendorIds.withdraw(vendor, withdrawal.vendorLabel(), clock.instant())
                : vendorIds.withdrawKnown(vendor, withdrawal.vendorLabel(), clock.instant());
    }

    /** Where a label can be taken back by the vendor's id of it alone, that id is known before the label is. */
    private Optional<Outcome> note(String vendor, IncomingLabel incoming) {
        if (incoming.vendorLabel() == null || incoming.change() instanceof LabelChange.Deleted) {
            return Optional.empty();
        }
        return switch (vendorIds.note(
                vendor,
                incoming.vendorLabel(),
                new VendorLabelStore.Place(
                        incoming.batch(), incoming.task(), incoming.annotator(), incoming.revision()))) {
            case STANDS -> Optional.empty();
            case WITHDRAWN -> Optional.of(Kept.DUPLICATE);
            case ANOTHERS ->
                Optional.of(
                        new Refused("the vendor's id of the label is that of a label of another task or annotator"));
        };
    }

    /** The project of a batch, if there is such a batch. */
    Optional<String> project(String batch) {
        return batches.get(batch).map(known -> known.settings().project());
    }

    /** What a label counts for: a correction counts for what the first answer counted for. */
    private record Booking(String dispatch, Purpose purpose) {

        static Booking of(Label earlier) {
            return new Booking(earlier.dispatch(), earlier.purpose());
        }

        static Booking of(Claim claim) {
            return new Booking(claim.dispatch(), claim.purpose());
        }

        boolean isExpert() {
            return purpose == Purpose.ADJUDICATION || purpose == Purpose.AUDIT;
        }
    }

    /** Nobody audits an answer of their own, nor adjudicates where they audited. */
    private static Optional<Refused> refuseOtherPurpose(Booking booking, Claim claim, IncomingLabel incoming) {
        boolean meantForAnother = incoming.dispatch() != null && claim.purpose() != booking.purpose();
        return meantForAnother
                ? Optional.of(new Refused("annotator \"" + incoming.annotator() + "\" has answered task \""
                        + incoming.task() + "\" before; this dispatch wants somebody else's answer"))
                : Optional.empty();
    }

    /** More labels than were asked for would be paid for, and could decide the task by who came first. */
    private static Optional<Refused> refuseSurplus(Claim claim, VendorLabels there, IncomingLabel incoming) {
        if (there.isFull()) {
            return Optional.of(new Refused(
                    "labels of task \"" + incoming.task() + "\" have been taken back and given again too often"));
        }
        return incoming.change() instanceof LabelChange.Deleted || there.hasRoom(claim)
                ? Optional.empty()
                : Optional.of(new Refused("the dispatch asked for " + claim.labels() + " labels of task \""
                        + incoming.task() + "\" and has them from other annotators"));
    }

    /** What comes by webhook with a name and in a file without one would be paid twice, and agree with itself. */
    private static Optional<Refused> refuseNameless(String vendor, VendorLabels there, IncomingLabel incoming) {
        return incoming.change() instanceof LabelChange.Deleted || !there.wouldMix(vendor, incoming.annotator())
                ? Optional.empty()
                : Optional.of(new Refused("of task \"" + incoming.task()
                        + "\" there are labels with an annotator's name and without one, which may be the same: "
                        + "return files that name nobody under by/<annotator>/"));
    }

    private Optional<Outcome> store(VendorLabels there, Label label, Limits limits, Kept kept) {
        AtomicReference<Booked> booked = new AtomicReference<>();
        // The row that a correction is written over has money on it already, which totals would lose with it.
        Spend before = there.standing(label.annotator()).map(Label::spent).orElse(Spend.NONE);
        meter.charge(function, spent -> {
            booked.set(labels.store(there, label.withSpent(before.plus(spent)), limits));
            return booked.get() == Booked.STORED;
        });
        return switch (booked.get()) {
            case STORED -> Optional.of(kept);
            case STALE -> Optional.empty();
            case UNPAYABLE ->
                refused("nothing is set aside any more for a label of task \"" + label.item()
                        + "\" by this dispatch, and the batch's budget does not leave its price");
        };
    }

    private static Optional<Claim> claim(Task task, String vendor, String dispatch) {
        return task.claims().stream()
                .filter(c -> c.vendor().equals(vendor))
                .filter(c -> dispatch == null || ClaimName.means(dispatch, c.dispatch(), task.item()))
                .reduce((earlier, later) -> later);
    }

    private Label label(
            Arrived arrived,
            Vendor vendor,
            Claim claim,
            Booking booking,
            Optional<Label> standing,
            Optional<LabelValue> value) {
        IncomingLabel incoming = arrived.incoming();
        Task task = arrived.task();
        Instant now = clock.instant();
        long millis = LabelPrice.millis(incoming, standing);
        Postings postings = new LabelPrice(vendor.price(), task)
                .postings(standing, value, millis, now.atZone(ZoneOffset.UTC).toLocalDate());
        return new Label(
                arrived.settings().batch(),
                arrived.settings().project(),
                task.item(),
                vendor.name(),
                incoming.annotator(),
                value,
                incoming.revision(),
                incoming.deliveryId(),
                booking.dispatch(),
                booking.purpose(),
                postings,
                millis,
                task.known(),
                Spend.NONE,
                Optional.ofNullable(incoming.vendorLabel()),
                standing.map(Label::waited).orElseGet(() -> claim.waited(now)));
    }
}
