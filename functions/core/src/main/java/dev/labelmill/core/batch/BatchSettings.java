package dev.labelmill.core.batch;

import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.duplicates.NearDuplicateSettings;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.rounds.RoundSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Everything batch.json says, validated. A snapshot of it stays on the batch row, so that a later
 * upload of the file changes nothing for a batch that runs.
 *
 * @param batch         the batch's id, the name of its folder
 * @param project       whose annotator histories and models it shares
 * @param seed          decides every draw: audits, order of vendors, pilot
 * @param chunkBytes    length of a byte-range chunk of the manifest
 * @param maxLineBytes  a longer manifest line is rejected
 * @param slices        over how many partition keys a lane is spread, 1 to 64
 * @param autoAccept    when pre-labels may stand without people; empty: never
 * @param gold          empty if the batch has no gold.jsonl
 * @param audit         empty if nothing is re-checked, and so nothing can be certified
 * @param checkSettings rules for labels beside the label type's, and what becomes of a label that breaks one
 * @param expectedItems for a batch of single objects: how many, if no {@code _COMPLETE} marker is used
 * @param rounds        how it learns from its people; empty unless the labeler is trained on the batch
 * @param budget        what the batch and each of its items are meant to cost, and which of that are limits
 * @param nearDuplicates which items are labelled once; empty: each is labelled for itself
 * @param routing       whose label is bought next
 * @param standing      when an annotator gets no tasks any more; empty: never
 * @param items         what items ask for that do not say so themselves
 */
public record BatchSettings(
        String batch,
        String project,
        LabelType<?> labelType,
        long seed,
        long chunkBytes,
        int maxLineBytes,
        int slices,
        PrelabelSettings prelabel,
        Optional<AutoAccept> autoAccept,
        Overlap overlap,
        Optional<Gold> gold,
        Optional<Audit> audit,
        CheckSettings checkSettings,
        List<Vendor> vendors,
        OptionalLong expectedItems,
        Optional<RoundSettings> rounds,
        Budget budget,
        Optional<NearDuplicateSettings> nearDuplicates,
        Routing routing,
        Optional<Standing> standing,
        ItemDefaults items) {

    /** @param targetError highest error wanted among auto-accepted items, in (0,1); at this confidence, in (0,1) */
    public record AutoAccept(double targetError, double confidence) {
        public AutoAccept {
            requireFraction(targetError, "autoAccept.targetError");
            requireFraction(confidence, "autoAccept.confidence");
        }
    }

    /** Labels per task: at least min, at most max, fewer as soon as the posterior reaches the target. */
    public record Overlap(int min, int max, double targetConfidence) {
        public Overlap {
            if (min < 1 || max < min || max > 25) {
                throw new IllegalArgumentException(
                        "overlap must have 1 <= min <= max <= 25, not " + min + " and " + max);
            }
            requireFraction(targetConfidence, "overlap.targetConfidence");
        }
    }

    /**
     * Items with a known answer, mixed among the tasks.
     *
     * @param overlap annotators that each gold item is shown to, 1 to 25
     * @param rate    share of gold among the tasks of the pilot, the first wave, in (0,1); all gold goes out in it but for
     *     what is held back for later
     */
    public record Gold(int overlap, double rate) {
        public Gold {
            requireRange(overlap, 1, 25, "gold.overlap");
            requireFraction(rate, "gold.rate");
        }
    }

    /**
     * Expected numbers of audited items of each stratum, and the certificate's confidence.
     *
     * @param tolerance the distance up to which an auditor's label confirms another one, in [0,1); empty: the label
     *     type's own
     */
    public record Audit(int autoAccepted, int human, double confidence, OptionalDouble tolerance) {

        /** With the label type's own tolerance. */
        public Audit(int autoAccepted, int human, double confidence) {
            this(autoAccepted, human, confidence, OptionalDouble.empty());
        }

        public Audit {
            if (tolerance.isPresent() && !(tolerance.getAsDouble() >= 0 && tolerance.getAsDouble() < 1)) {
                throw new IllegalArgumentException(
                        "audit.tolerance must be at least 0 and below 1, not " + tolerance.getAsDouble());
            }
            if (autoAccepted < 0 || human < 0) {
                throw new IllegalArgumentException("audit.autoAccepted and audit.human must not be negative");
            }
            requireFraction(confidence, "audit.confidence");
        }
    }

    /**
     * What is meant to be spent, in nano-dollars, at least 1 where it is given.
     *
     * @param nanos        on the whole batch
     * @param nanosPerItem on each item with a final label
     * @param stop         whether vendors are asked for no label that could cost more than {@code nanos} leaves
     * @param nanosPerDay  most that vendors are asked for on one UTC day
     */
    public record Budget(OptionalLong nanos, OptionalLong nanosPerItem, boolean stop, OptionalLong nanosPerDay) {

        /** No limits. */
        public static final Budget NONE =
                new Budget(OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.empty());

        public Budget {
            requirePositive(nanos, "budget.dollars");
            requirePositive(nanosPerItem, "budget.dollarsPerItem");
            requirePositive(nanosPerDay, "budget.dollarsPerDay");
            if (stop && nanos.isEmpty()) {
                throw new IllegalArgumentException("budget.stop needs budget.dollars, which it stops at");
            }
        }

        /** What holds whatever happens; targets are none. */
        public Limits limits() {
            return new Limits(stop ? nanos : OptionalLong.empty(), nanosPerDay);
        }

        private static void requirePositive(OptionalLong nanos, String field) {
            if (nanos.isPresent() && nanos.getAsLong() <= 0) {
                throw new IllegalArgumentException(field + " must be above 0");
            }
        }
    }

    /** @throws IllegalArgumentException naming the field that is wrong and what it should be */
    public BatchSettings {
        Objects.requireNonNull(labelType, "labelType is missing");
        if (project == null || !project.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("project must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        requireRange(chunkBytes, 1024, 64L << 20, "chunkBytes");
        requireRange(maxLineBytes, 64, 4 << 20, "maxLineBytes");
        requireRange(slices, 1, 64, "slices");
        vendors = List.copyOf(vendors);
        Requirements.requireVendors(vendors);
        Requirements.requireCapacity(vendors, overlap);
        Requirements.requireEnoughPeople(vendors, items.skill(), overlap);
        if (gold.isPresent() && gold.get().overlap() != overlap.min()) {
            throw new IllegalArgumentException(
                    "gold.overlap must equal overlap.min, or vendors could tell gold from other tasks");
        }
        if (audit.isPresent() && vendors.stream().noneMatch(v -> v.tier() == Tier.EXPERT)) {
            throw new IllegalArgumentException("audit needs a vendor of tier \"expert\"");
        }
        if (prelabel instanceof PrelabelSettings.Trained != rounds.isPresent()) {
            throw new IllegalArgumentException(
                    "prelabel.labeler \"trained\" needs rounds, and no other labeler has any");
        }
        rounds.ifPresent(wanted -> Requirements.requirePayable(wanted, overlap));
        if (labelType instanceof SingleChoice choice && prelabel instanceof PrelabelSettings.Trained trained) {
            Requirements.requireSmallHead(trained.features().dimension().orElse(0), choice);
        }
        Requirements.requireFeatures(nearDuplicates, prelabel);
        if (autoAccept.isPresent() && gold.isEmpty() && rounds.isEmpty()) {
            throw new IllegalArgumentException(
                    "autoAccept needs gold or rounds: without known answers nothing shows how far the pre-labels can be trusted");
        }
        Requirements.requireAudited(prelabel, labelType, audit);
        new Checks<>(labelType, checkSettings.own());
        Requirements.requireRoutable(routing, labelType, vendors);
        Requirements.requireCarried(vendors, labelType);
        Requirements.requireTested(standing, gold);
        Requirements.requireSkilled(vendors, items.skill());
        Requirements.requireAffordable(budget, vendors, overlap);
        Requirements.requireStoppable(budget, labelType, rounds, nearDuplicates);
        if (labelType instanceof SingleChoice choice) {
            Requirements.requireForSingleChoice(prelabel, audit);
            if (prelabel instanceof PrelabelSettings.Hosted asked) {
                asked.hosted().names().requireClasses(choice.classes());
            }
            Requirements.requireAllowedClass(new Checks<>(choice, checkSettings.own()));
        } else {
            Requirements.requireForOtherTypes(prelabel, labelType, gold);
        }
    }

    /**
     * The label type where it is a single choice.
     *
     * @throws IllegalStateException if it is another
     */
    public SingleChoice singleChoice() {
        if (labelType instanceof SingleChoice choice) {
            return choice;
        }
        throw new IllegalStateException("labels of type " + labelType.kind() + " are no single choices");
    }

    /** All rules for the batch's labels: the label type's and the user's own. */
    public Checks<?> checks() {
        return checks(labelType);
    }

    /**
     * The same, typed.
     *
     * @param type the batch's label type
     */
    public <V extends LabelValue> Checks<V> checks(LabelType<V> type) {
        return new Checks<>(type, checkSettings.own());
    }

    /** The distance up to which an auditor's label confirms another one, in [0,1). */
    public double auditTolerance() {
        return audit.map(Audit::tolerance).orElse(OptionalDouble.empty()).orElse(labelType.auditTolerance());
    }

    /** The vendors of a tier, in the order of batch.json. */
    public List<Vendor> vendors(Tier tier) {
        return vendors.stream().filter(v -> v.tier() == tier).toList();
    }

    /**
     * The vendors of a tier that an item of a skill may go to: those that have it. Experts are asked too if none of them has
     * it, since nobody else could decide.
     *
     * @param skill that the item's line asks for; empty: none
     */
    public List<Vendor> vendors(Tier tier, Optional<String> skill) {
        List<Vendor> all = vendors(tier);
        List<Vendor> able = all.stream().filter(v -> v.has(skill)).toList();
        return able.isEmpty() && tier == Tier.EXPERT ? all : able;
    }

    /**
     * Nothing, if a vendor of the crowd may be given items of a skill.
     *
     * @param skill that an item's line asks for; empty: none
     * @throws IllegalArgumentException naming the skill, and what to do
     */
    public void requireSkilledCrowd(Optional<String> skill) {
        Requirements.requireSkilled(vendors, skill);
    }

    /** The vendor of that name. */
    public Optional<Vendor> vendor(String name) {
        return vendors.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /** Whether somebody can adjudicate. */
    public boolean hasExperts() {
        return !vendors(Tier.EXPERT).isEmpty();
    }

    /** The files beside batch.json, other than the items, that must be there before the batch can start. */
    public List<String> companions() {
        return Stream.concat(prelabel.companion().stream(), gold.stream().map(g -> "gold.jsonl"))
                .toList();
    }

    /**
     * Nothing, if a head over features of this length can be trained.
     *
     * @throws IllegalArgumentException naming what is too large, and the most there may be
     */
    public void requireSmallHead(int dimension) {
        Requirements.requireSmallHead(dimension, singleChoice());
    }

    private static void requireFraction(double value, String field) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(field + " must lie between 0 and 1, not " + value);
        }
    }

    private static void requireRange(long value, long low, long high, String field) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " must be " + low + " to " + high + ", not " + value);
        }
    }
}
