package dev.labelmill.core.tally;

/** The names of counters; those that end with a dot are followed by a purpose, stratum, state or vendor. */
public final class Names {

    public static final String ITEMS = "items";
    public static final String REJECTED = "rejected";
    public static final String AUTO_ACCEPTED = "autoAccepted";
    public static final String AUTO_AUDITED = "autoAudited";
    public static final String PEOPLE = "people";
    public static final String GOLD = "gold";
    public static final String NEAR_DUPLICATES = "nearDuplicates";
    public static final String GOLD_HELD = "goldHeld";
    public static final String GOLD_RIGHT = "goldRight";
    public static final String DISPATCHES = "dispatches";
    /** Tasks that were sent, as often as they were. */
    public static final String CLAIMS = "claims";

    public static final String TOMBSTONES = "tombstones";

    /** What has happened to labels: each was given, corrected and taken back so often. */
    public static final String LABEL_EVENTS = "labelEvents";

    /** By vendor: labels it was asked for. */
    public static final String REQUESTED = "requested.";
    /** By vendor: labels that never came. */
    public static final String EXPIRED = "expired.";
    /** By vendor: deadlines beyond the first that those were waited for, since nobody else could be asked. */
    public static final String OVERTIME = "overtime.";
    /** By vendor: labels that came for dispatches that are closed. */
    public static final String FULFILLED = "fulfilled.";
    /** By vendor: labels that came. */
    public static final String RECEIVED = "received.";
    /** By vendor: labels that came, when their claims were over. */
    public static final String LATE = "late.";
    /** By vendor: labels that came while they were waited for, and of which it is known for how long. */
    public static final String IN_TIME = "inTime.";
    /** By vendor: how long that was altogether, in milliseconds. */
    public static final String WAITED = "waited.";
    /** By vendor: what its labels cost, in nano-dollars. */
    public static final String PAID = "paid.";
    /** By vendor: its labels of items with a known answer. */
    public static final String GOLD_ASKED = "goldAsked.";
    /** By vendor: those of them that are the known answer. */
    public static final String GOLD_MET = "goldMet.";
    /** By vendor and {@link TimeBins bin}: its labels whose time is known. */
    public static final String TOOK = "took.";
    /** By purpose: labels. */
    public static final String LABELS = "labels.";
    /** By purpose: their price, in nano-dollars. */
    public static final String MONEY = "money.";
    /** By purpose: annotators' time, in milliseconds. */
    public static final String MILLIS = "millis.";
    /** By stratum: tasks. */
    public static final String TASKS = "tasks.";
    /** By stratum: ballots on its tasks. */
    public static final String BALLOTS = "ballots.";
    /** By stratum and state: tasks. */
    public static final String STATE = "state.";
    /** Tasks that experts have been asked to decide: of those of the state, the ones whose label is on its way. */
    public static final String ADJUDICATING = "adjudicating";
    /** By wave and state: tasks of the crowd. */
    public static final String WAVE = "wave.";
    /** By who decided: tasks people resolved. */
    public static final String RESOLVED_BY = "resolvedBy.";
    /** By stratum and audit state: tasks drawn for audit. */
    public static final String AUDIT = "audit.";
    /** By stratum: audits that contradict the answer taken when the task was resolved, or are missed, if that breaks no check. */
    public static final String AUDIT_ERRORS = "auditErrors.";
    /** By stratum: items whose answer breaks a check, known when it was taken. */
    public static final String VIOLATIONS = "violations.";
    /** By stratum: audits of such items, missed or not, which tell nothing new. */
    public static final String AUDITED_VIOLATIONS = "auditedViolations.";
    /** The batch row's version. */
    public static final String BATCH_VERSION = "batchVersion";
    /** The sum of the chunk rows' versions. */
    public static final String CHUNK_VERSIONS = "chunkVersions";
    /** The sum of the hour rows' versions. */
    public static final String HOUR_VERSIONS = "hourVersions";
    /** By function and kind: platform money, in nano-dollars. */
    public static final String SPENT = "spent.";
    /** By kind: of that, what keeping the totals costs. It rides on their own rows, and no other row says it. */
    public static final String TALLY_SPENT = SPENT + "tally.";

    private Names() {}
}
