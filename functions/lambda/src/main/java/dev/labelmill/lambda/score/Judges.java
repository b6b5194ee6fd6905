package dev.labelmill.lambda.score;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.ExpertRule;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.routing.Market;
import dev.labelmill.core.task.Decider;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.ValueJudge;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.BatchStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What decides the tasks of a batch's wave. Kept once read: settings, plan and snapshots of a wave
 * never change after its first task was dispatched.
 */
final class Judges {

    private static final double NANOS = 1e9;

    private final BatchStore batches;
    private final SkillSnapshots snapshots;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Judges(BatchStore batches, Bucket bucket) {
        this.batches = batches;
        this.snapshots = new SkillSnapshots(bucket);
    }

    /** What a batch's labels mean and how they decide. */
    sealed interface Known {

        BatchSettings settings();

        /** Why a label is none of the batch's type; empty for one, and for a tombstone. */
        Optional<String> fault(Label label);

        /** Labels are classes: ballots hold them, and one judge decides every task. */
        record OfClasses(Judge judge, BatchSettings settings) implements Known {

            @Override
            public Optional<String> fault(Label label) {
                return label.value()
                        .filter(value -> !(value instanceof Choice choice && choice.answer() < judge.classes()))
                        .map(value -> "it is none of the batch's classes");
            }
        }

        /** Labels are other values: each task's rows are read, and a judge of its own decides it. */
        record OfValues(BatchSettings settings, StopRule rule, double auditRate) implements Known {

            /**
             * A task's rows as they are taken in: those that are values of the batch's type. Tombstones come first, so that none of
             * them is still a ballot when others complete the task, and audits last.
             */
            List<Label> usable(List<Label> rows) {
                return rows.stream()
                        .filter(label -> fault(label).isEmpty())
                        .sorted(Comparator.comparing((Label label) -> !label.isTombstone())
                                .thenComparing(Label::purpose)
                                .thenComparing(Label::who))
                        .toList();
            }

            /** @param prelabel what stands where no people decided */
            Decider judge(List<Label> labels, Optional<LabelValue> prelabel) {
                return judge(settings.checks(), labels, prelabel);
            }

            @Override
            public Optional<String> fault(Label label) {
                return label.value().flatMap(value -> fault(settings.labelType(), value));
            }

            private static <V extends LabelValue> Optional<String> fault(LabelType<V> type, LabelValue value) {
                return type.valueType().isInstance(value)
                        ? type.fault(type.valueType().cast(value))
                        : Optional.of("its value is none of a label of type " + type.kind());
            }

            private <V extends LabelValue> Decider judge(
                    Checks<V> checks, List<Label> labels, Optional<LabelValue> prelabel) {
                return new ValueJudge<>(
                        checks,
                        rule,
                        new Draw(settings.seed()),
                        auditRate,
                        settings.auditTolerance(),
                        labels,
                        prelabel.map(checks.type().valueType()::cast));
            }
        }
    }

    /** The judge of a wave; empty if there is no such batch. */
    Optional<Known> of(String batch, int wave) {
        String place = batch + "\n" + wave;
        Known kept = known.get(place);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Known> read = batches.get(batch).map(b -> read(b, wave));
        read.ifPresent(k -> known.put(place, k));
        return read;
    }

    private static Optional<ExpertRule> experts(BatchSettings settings, Skills skills) {
        if (settings.routing().errorNanos().isEmpty()) {
            return Optional.empty();
        }
        Market market = new Market(skills, settings);
        double errorDollars = settings.routing().errorNanos().getAsLong() / NANOS;
        return Optional.of(new ExpertRule(market.offers(Tier.CROWD), market.offers(Tier.EXPERT), errorDollars));
    }

    private Known read(Batch batch, int wave) {
        if (wave >= batch.snapshots().size()) {
            throw new IllegalStateException("wave " + wave + " of batch " + batch.id() + " has no skill snapshot yet");
        }
        BatchSettings settings = batch.settings();
        StopRule rule = new StopRule(
                settings.overlap().min(),
                settings.overlap().max(),
                settings.overlap().targetConfidence(),
                settings.hasExperts());
        double auditRate = batch.plan().humanAuditRate();
        if (!(settings.labelType() instanceof SingleChoice classes)) {
            return new Known.OfValues(settings, rule, auditRate);
        }
        Skills skills = snapshots.of(batch, wave).orElseThrow();
        Judge judge = new Judge(
                classes.size(),
                rule,
                skills,
                new Draw(settings.seed()),
                auditRate,
                Checks.forbiddenClasses(settings.checks(classes)),
                experts(settings, skills));
        return new Known.OfClasses(judge, settings);
    }
}
