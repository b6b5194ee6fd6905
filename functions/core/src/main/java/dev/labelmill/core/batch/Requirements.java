package dev.labelmill.core.batch;

import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.batch.BatchSettings.Audit;
import dev.labelmill.core.batch.BatchSettings.Budget;
import dev.labelmill.core.batch.BatchSettings.Gold;
import dev.labelmill.core.batch.BatchSettings.Overlap;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.duplicates.NearDuplicateSettings;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.rounds.RoundPlanner;
import dev.labelmill.core.rounds.RoundSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What settings of a batch need of one another. Each throws an {@link IllegalArgumentException} that names the fields and what
 * they should be.
 */
final class Requirements {

    /** Weights of a head that is trained: a function holds them several times while it fits them. */
    private static final long MOST_WEIGHTS = 8L << 20;

    private Requirements() {}

    /** Of what cannot work nothing is said later than here: neither a first sample beyond the budget nor a hopeless test. */
    static void requirePayable(RoundSettings rounds, Overlap overlap) {
        long calibration = rounds.calibrationLabels();
        if ((long) rounds.firstSample() * overlap.min() > rounds.labelBudget() - calibration) {
            throw new IllegalArgumentException(
                    "rounds.firstSample times overlap.min must be within what of rounds.labelBudget"
                            + " is not kept for calibration, " + (rounds.labelBudget() - calibration));
        }
        long least = (long) Math.ceil(Math.log(1 - rounds.confidence()) / Math.log(1 - rounds.targetError()));
        if (RoundPlanner.calibrationItems(calibration, overlap.min()) < least) {
            throw new IllegalArgumentException("rounds.labelBudget times rounds.calibrationShare must pay for " + least
                    + " calibration items of overlap.min labels, the fewest that can show the target error (more where few"
                    + " items wait), and some to spare since they are drawn by chance");
        }
    }

    static void requireSmallHead(int dimension, SingleChoice classes) {
        long weights = (long) dimension * classes.size();
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException("prelabel.features times labelType.classes make a head of " + weights
                    + " weights; the most is " + MOST_WEIGHTS);
        }
    }

    /** Items are compared by what a head weighs of them. */
    static void requireFeatures(Optional<NearDuplicateSettings> nearDuplicates, PrelabelSettings prelabel) {
        if (nearDuplicates.isPresent()
                && !(prelabel instanceof PrelabelSettings.Trained
                        || prelabel instanceof PrelabelSettings.LinearModel)) {
            throw new IllegalArgumentException(
                    "nearDuplicates needs prelabel.labeler \"trained\" or \"linear\": they have the features it compares");
        }
    }

    static void requireForSingleChoice(PrelabelSettings prelabel, Optional<Audit> audit) {
        if (prelabel instanceof PrelabelSettings.Imported) {
            throw new IllegalArgumentException(
                    "prelabel.labeler \"imported\" is for label types other than \"single-choice\"");
        }
        if (audit.isPresent() && audit.get().tolerance().orElse(0) > 0) {
            throw new IllegalArgumentException("audit.tolerance must be 0 or absent for a single choice");
        }
    }

    /** How vendors answer is known of classes only, and whether an expert pays only where there is one. */
    static void requireRoutable(Routing routing, LabelType<?> type, List<Vendor> vendors) {
        if (!(type instanceof SingleChoice)
                && (routing.by().needsSkills() || routing.errorNanos().isPresent())) {
            throw new IllegalArgumentException(
                    "routing by \"" + routing.by().id()
                            + "\" or with errorDollars needs labelType.kind \"single-choice\": how well vendors know other labels is not estimated");
        }
        if (routing.errorNanos().isPresent() && vendors.stream().noneMatch(v -> v.tier() == Tier.EXPERT)) {
            throw new IllegalArgumentException("routing.errorDollars needs a vendor of tier \"expert\"");
        }
    }

    static void requireSkilled(List<Vendor> vendors, Optional<String> skill) {
        if (vendors.stream().noneMatch(vendor -> vendor.tier() == Tier.CROWD && vendor.has(skill))) {
            throw new IllegalArgumentException("skill \"" + skill.orElseThrow()
                    + "\" is not among the skills of any vendor of tier \"crowd\": spell it as batch.json does, or send the"
                    + " item in a batch with a vendor that has it");
        }
    }

    static void requireTested(Optional<Standing> standing, Optional<Gold> gold) {
        if (standing.isPresent() && gold.isEmpty()) {
            throw new IllegalArgumentException(
                    "annotators needs gold: without known answers nothing shows who is not good enough");
        }
    }

    static void requireAllowedClass(Checks<Choice> checks) {
        if (Checks.forbiddenClasses(checks).size() == checks.type().classes().size()) {
            throw new IllegalArgumentException("checks must leave a class of labelType.classes that breaks none");
        }
    }

    static void requireForOtherTypes(PrelabelSettings prelabel, LabelType<?> type, Optional<Gold> gold) {
        boolean detects = prelabel instanceof PrelabelSettings.OnnxModel && type instanceof Boxes;
        if (!(prelabel instanceof PrelabelSettings.None || prelabel instanceof PrelabelSettings.Imported || detects)) {
            throw new IllegalArgumentException("prelabel.labeler must be \"imported\" for label types other than"
                    + " \"single-choice\", or \"onnx\" for \"boxes\"");
        }
        if (prelabel instanceof PrelabelSettings.Imported imported
                && imported.source().format() != ImportSource.Format.LABELMILL
                && !(type instanceof Boxes || type instanceof Spans)) {
            throw new IllegalArgumentException(
                    "prelabel.format must be \"labelmill\" or absent for label types other than \"boxes\" and \"spans\"");
        }
        requireClasses(prelabel, type);
        if (gold.isPresent()) {
            throw new IllegalArgumentException("gold is for labelType.kind \"single-choice\" only");
        }
    }

    /** Nothing but audits shows afterwards what such pre-labels are worth. */
    static void requireAudited(PrelabelSettings prelabel, LabelType<?> type, Optional<Audit> audit) {
        if (prelabel.acceptedUntested().isEmpty()) {
            return;
        }
        double from = prelabel.acceptedUntested().getAsDouble();
        if (!(from > 0 && from <= 1)) {
            throw new IllegalArgumentException(
                    "prelabel.acceptWithoutCalibration must be above 0 and at most 1, not " + from);
        }
        if (type instanceof SingleChoice) {
            throw new IllegalArgumentException("prelabel.acceptWithoutCalibration is for label types other than"
                    + " \"single-choice\", for which gold and autoAccept show what can be accepted");
        }
        if (audit.isEmpty() || audit.get().autoAccepted() < 1) {
            throw new IllegalArgumentException(
                    "prelabel.acceptWithoutCalibration needs audit.autoAccepted to be at least 1:"
                            + " audits alone show how many of the accepted pre-labels are wrong");
        }
    }

    private static void requireClasses(PrelabelSettings prelabel, LabelType<?> type) {
        if (prelabel instanceof PrelabelSettings.Imported imported) {
            for (String name : imported.classes().values()) {
                if (!type.classes().contains(name)) {
                    throw new IllegalArgumentException(
                            "prelabel.classes names \"" + name + "\", which is not in labelType.classes");
                }
            }
        }
    }

    static void requireVendors(List<Vendor> vendors) {
        if (vendors.stream().noneMatch(v -> v.tier() == Tier.CROWD)) {
            throw new IllegalArgumentException("vendors must hold at least one of tier \"crowd\"");
        }
        Set<String> names = new HashSet<>();
        for (Vendor vendor : vendors) {
            if (!names.add(vendor.name())) {
                throw new IllegalArgumentException("vendors names \"" + vendor.name() + "\" twice");
            }
        }
    }

    /** A vendor whose form has no place for a batch's labels can answer none of its tasks. */
    static void requireCarried(List<Vendor> vendors, LabelType<?> type) {
        for (Vendor vendor : vendors) {
            if (!vendor.format().carries(type)) {
                throw new IllegalArgumentException("vendor " + vendor.name() + ": format \""
                        + vendor.format().id() + "\" holds no labels of kind \"" + type.kind() + "\"");
            }
        }
    }

    /** What is left without a label must not be what another item's label, or another round, rests on. */
    static void requireStoppable(
            Budget budget,
            LabelType<?> type,
            Optional<RoundSettings> rounds,
            Optional<NearDuplicateSettings> nearDuplicates) {
        if (budget.stop() && (!(type instanceof SingleChoice) || rounds.isPresent() || nearDuplicates.isPresent())) {
            throw new IllegalArgumentException(
                    "budget.stop is for labelType.kind \"single-choice\" without rounds and nearDuplicates so far");
        }
    }

    /** A day's limit that some task is beyond every day would keep the batch from ever ending. */
    static void requireAffordable(Budget budget, List<Vendor> vendors, Overlap overlap) {
        if (budget.nanosPerDay().isEmpty()) {
            return;
        }
        long limit = budget.nanosPerDay().getAsLong();
        for (Vendor vendor : vendors) {
            long labels = vendor.tier() == Tier.CROWD ? Math.min(vendor.mostLabelsAtOnce(), overlap.max()) : 1;
            long most = vendor.price().most();
            if (most > 0 && labels > limit / most) {
                throw new IllegalArgumentException(
                        "budget.dollarsPerDay must pay for one task of vendor " + vendor.name()
                                + ", " + labels + " label" + (labels == 1 ? "" : "s") + " of at most " + most
                                + " billionths of a dollar each");
            }
        }
    }

    /** A task is claimed by one vendor for all its labels at once, but for those that give one. */
    static void requireCapacity(List<Vendor> vendors, Overlap overlap) {
        for (Vendor vendor : vendors) {
            if (vendor.tier() == Tier.CROWD && vendor.capacity() < Math.min(vendor.mostLabelsAtOnce(), overlap.min())) {
                throw new IllegalArgumentException(
                        "vendor " + vendor.name() + ": capacity must be at least overlap.min, " + overlap.min());
            }
        }
    }

    /**
     * Of vendors that name nobody each gives an item one label, and no other beside it.
     *
     * @param skill that items ask for which do not say so themselves; empty: none
     */
    static void requireEnoughPeople(List<Vendor> vendors, Optional<String> skill, Overlap overlap) {
        List<Vendor> crowd = vendors.stream()
                .filter(vendor -> vendor.tier() == Tier.CROWD && vendor.has(skill))
                .toList();
        long labels = crowd.stream().mapToLong(Vendor::mostLabelsAtOnce).sum();
        if (!crowd.isEmpty() && labels < overlap.min()) {
            throw new IllegalArgumentException("overlap.min must be at most " + labels
                    + " with these vendors of the crowd"
                    + skill.map(name -> " that have " + name).orElse("")
                    + ", or another one be added: answers of format \""
                    + crowd.get(0).format().id()
                    + "\" name nobody, so that two could be one person's, and each of them gives an item one label");
        }
    }
}
