package dev.labelmill.lambda.publish;

import static dev.labelmill.lambda.publish.MetricScope.BATCH;
import static dev.labelmill.lambda.publish.MetricScope.PROJECT;
import static dev.labelmill.lambda.publish.MetricScope.STAGE;

import dev.labelmill.core.signature.Verdict;
import dev.labelmill.core.task.Purpose;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every metric there is, and in which sets of dimensions. Gauges, of what has come together so far, may be published twice;
 * {@link #isEvent events} are counted as they happen, each perhaps twice where a call is repeated.
 */
public enum Metric {
    ITEMS("items", BATCH, PROJECT),
    REJECTED("rejected", BATCH),
    AUTO_ACCEPTED("autoAccepted", BATCH, PROJECT),
    PEOPLE("people", BATCH, PROJECT),
    RESOLVED("resolved", BATCH, PROJECT),
    BACKLOG("backlog", BATCH, PROJECT),
    LABELS_PER_HUMAN_ITEM("labelsPerHumanItem", BATCH),
    AUTO_ACCEPT_SHARE("autoAcceptShare", BATCH),
    LABELS_PER_HOUR("labelsPerHour", BATCH, PROJECT),
    ITEMS_PER_DAY("itemsPerDay", BATCH, PROJECT),
    ETA("eta", BATCH),
    OLDEST_TASK_AGE("oldestTaskAge", BATCH),
    STALLED("stalled", BATCH),
    LABOUR("dollars.labour", BATCH, PROJECT),
    QUALITY_CONTROL("dollars.qualityControl", BATCH, PROJECT),
    PLATFORM("dollars.platform", BATCH, PROJECT),
    MODEL("dollars.model", BATCH, PROJECT),
    TOTAL("dollars.total", BATCH, PROJECT),
    BUDGET_LEFT("dollars.budgetLeft", BATCH),
    /** Hundredths of the batch's budget, be it a limit or a target. */
    BUDGET_USED("budget.used", BATCH),
    /** Hundredths of the UTC day's. */
    BUDGET_USED_TODAY("budget.usedToday", BATCH),
    DOLLARS_PER_ITEM("dollarsPerItem", BATCH),
    DOLLARS_PER_ITEM_TARGET("dollarsPerItem.target", BATCH),
    DOLLARS_PER_HOUR("dollarsPerHour", BATCH, PROJECT),
    GOLD_ACCURACY("goldAccuracy", BATCH),
    VIOLATIONS("violations", BATCH),
    ALPHA("alpha", BATCH),
    OBSERVED_AGREEMENT("observedAgreement", BATCH),
    FLEISS_KAPPA("fleissKappa", BATCH),
    GWET_AC1("gwetAC1", BATCH),
    ALPHA_ORDINAL("alphaOrdinal", BATCH),
    ALPHA_INTERVAL("alphaInterval", BATCH),
    GWET_AC2("gwetAC2", BATCH),
    TARGET_ERROR("targetError", BATCH),
    AUDITS_DONE("audits.done", BATCH),
    AUDIT_ERRORS("audits.errors", BATCH),
    PROVISIONAL_ERROR_BOUND("provisionalErrorBound", BATCH),
    BATCHES("batches", PROJECT),
    LABELS("labels", PROJECT),
    /** Active batches of all projects, 0 when there are none. */
    ACTIVE_BATCHES("batches.active", STAGE),

    /** Of batches beyond the cap under their project. */
    SECONDS_PER_LABEL("secondsPerLabel", BATCH, PROJECT),
    LABELS_REJECTED("labels.rejected", BATCH, PROJECT),
    WEBHOOK_ACCEPTED("webhook.accepted", STAGE),
    WEBHOOK_CORRECTED("webhook.corrected", STAGE),
    WEBHOOK_REPEATED("webhook.repeated", STAGE),
    WEBHOOK_UNUSABLE("webhook.unusable", STAGE),
    /** Requests refused at the door, whatever the reason. */
    WEBHOOK_REFUSED("webhook.refused", STAGE),

    /** Batches accepted and cut into chunks. */
    INTAKE_BATCHES("intake.batches", PROJECT),
    /** Uploads that are kept as rejected, or that wait for another file. */
    INTAKE_REJECTED("intake.rejected", PROJECT, STAGE),
    /** Items scored. */
    PRELABEL_ITEMS("prelabel.items", PROJECT),
    PRELABEL_AUTO_ACCEPTED("prelabel.autoAccepted", PROJECT),
    PRELABEL_PEOPLE("prelabel.people", PROJECT),
    /** Lines that are no usable items. */
    PRELABEL_REJECTED("prelabel.rejected", PROJECT),
    TRAIN_HEADS("train.heads", PROJECT),
    TRAIN_EXAMPLES("train.examples", PROJECT),
    /** Task files delivered. */
    DISPATCH_FILES("dispatch.files", PROJECT),
    /** Tasks claimed for them. */
    DISPATCH_TASKS("dispatch.tasks", PROJECT),
    /** Attempts to send tasks to a vendor's API that failed. */
    DISPATCH_PUSH_FAILURES("dispatch.pushFailures", PROJECT),
    /** How often a vendor's API was left alone for a while. */
    DISPATCH_CIRCUITS_OPENED("dispatch.circuitsOpened", PROJECT),
    /** Labels taken into their tasks. */
    SCORE_LABELS("score.labels", PROJECT),
    /** Tasks that got their answer. */
    SCORE_RESOLVED("score.resolved", PROJECT),
    /** Tasks that want another label. */
    SCORE_MORE("score.more", PROJECT),
    /** Tasks that want an expert. These and those that got their answer are counted wherever that is decided. */
    SCORE_TO_EXPERTS("score.toExperts", PROJECT),
    /** Labels set aside for good. */
    SCORE_REJECTED("score.rejected", PROJECT, STAGE),
    /** Changes of rows folded into totals. */
    TALLY_RECORDS("tally.records", STAGE),
    /** Phases that batches went on to. */
    ADVANCE_PHASES("advance.phases", PROJECT),
    /** Labels that vendors owed at their deadline. */
    ADVANCE_EXPIRED("advance.expired", PROJECT);

    private static final Set<Metric> EVENTS = EnumSet.range(SECONDS_PER_LABEL, ADVANCE_EXPIRED);

    private final String id;
    private final Set<MetricScope> scopes;

    Metric(String id, MetricScope first, MetricScope... others) {
        this.id = id;
        this.scopes = Set.copyOf(EnumSet.of(first, others));
    }

    /** The name that it is published under. */
    public String id() {
        return id;
    }

    /** Whether it counts what came since the last line, so that a dashboard sums it. */
    public boolean isEvent() {
        return EVENTS.contains(this);
    }

    boolean isPublishedFor(MetricScope scope) {
        return scopes.contains(scope);
    }

    /** Labels of a batch that were bought for a purpose. */
    public static String labels(Purpose purpose) {
        return "labels." + purpose.name().toLowerCase(Locale.ROOT);
    }

    /** Requests refused for a reason. */
    public static String refused(Verdict.Reason reason) {
        return WEBHOOK_REFUSED.id + "." + reason.name();
    }

    /** Messages in a dead-letter queue. */
    public static String deadLetters(String queue) {
        return "deadLetters." + queue;
    }

    /** Every name that is published in a set of dimensions. */
    public static Set<String> names(MetricScope scope) {
        Set<String> names = new TreeSet<>();
        for (Metric metric : values()) {
            if (metric.isPublishedFor(scope)) {
                names.add(metric.id);
            }
        }
        if (scope == BATCH) {
            for (Purpose purpose : Purpose.values()) {
                names.add(labels(purpose));
            }
        }
        if (scope == STAGE) {
            for (Verdict.Reason reason : Verdict.Reason.values()) {
                names.add(refused(reason));
            }
            DeadLetters.QUEUES.forEach(queue -> names.add(deadLetters(queue)));
        }
        return names;
    }
}
