package dev.labelmill.core.batch;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.work.PriceModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A supplier of labels, as batch.json describes it.
 *
 * @param name         unique in the batch; letters, digits, {@code -}, {@code _} and {@code .}
 * @param tier         what it is asked to do
 * @param format       the form of its tasks, webhooks and returned files
 * @param delivery     how its tasks reach it
 * @param price        what it asks for its work
 * @param capacity     how many labels it may owe at a time, at least 1
 * @param deadline     after which an unanswered claim goes back, a second to a year
 * @param seesPrelabel whether its annotators are shown the pre-label, which then is no independent evidence
 * @param skills       that its annotators have, such as {@code radiology}, each of 1 to 64 printable characters
 * @param hours        outside of which it is given no new work; empty: it always may be
 * @param turnaround   how long one of its labels usually takes to come, as it says itself, a second to its deadline
 * @param excludes     whether its annotators never get a task that names them among those who know its item; false: who gets
 *     a task is not in our hand, so that the vendor is asked about each item once
 */
public record Vendor(
        String name,
        Tier tier,
        Format format,
        Delivery delivery,
        PriceModel price,
        int capacity,
        Duration deadline,
        boolean seesPrelabel,
        Set<String> skills,
        Optional<WorkingHours> hours,
        Duration turnaround,
        boolean excludes) {

    /** The forms of task, webhook and returned file that a vendor can speak. */
    public enum Format {
        LABELMILL(null),
        LABEL_STUDIO(PushTarget.id("the project's id")),
        LABELBOX(PushTarget.of("<the project's id>/<the dataset's id>", "[^/]+/[^/]+")),
        CVAT(PushTarget.of("the project's number", "[0-9]{1,16}"), "single-choice", "several-choices", "boxes"),
        SCALE(PushTarget.possibly("the project's name"), "single-choice", "several-choices", "boxes"),
        TOLOKA(PushTarget.id("the pool's id"), "single-choice", "several-choices", "rating", "number"),
        ARGILLA(PushTarget.id("the dataset's id"), "single-choice", "several-choices", "rating", "spans"),
        GROUND_TRUTH(null);

        private final PushTarget pushTarget;
        private final Set<String> kinds;

        Format(PushTarget pushTarget, String... kinds) {
            this.pushTarget = pushTarget;
            this.kinds = Set.of(kinds);
        }

        /** What its API must be told of where tasks go; empty if no API of this format takes tasks. */
        public Optional<PushTarget> pushTarget() {
            return Optional.ofNullable(pushTarget);
        }

        /** Whether its tasks and answers can hold labels of a type. */
        public boolean carries(LabelType<?> type) {
            return kinds.isEmpty() || kinds.contains(type.kind());
        }

        /** Whether its tasks can name annotators who must not get them. */
        public boolean namesExcluded(Delivery.Way way) {
            return switch (this) {
                case LABELMILL, TOLOKA, LABEL_STUDIO -> true;
                // Files for it are in Labelmill's form.
                case LABELBOX -> way != Delivery.Way.PUSH;
                case CVAT, SCALE, ARGILLA, GROUND_TRUTH -> false;
            };
        }

        /** Whether those who know an item do not get it, unless the vendor says otherwise: Label Studio heeds no names in its tasks. */
        public boolean excludes(Delivery.Way way) {
            return way == Delivery.Way.PULL || namesExcluded(way) && this != LABEL_STUDIO;
        }

        /**
         * Whether a task can say which earlier ones, of the same item, it takes the place of; so can whoever asks for tasks be
         * given each once.
         */
        public boolean namesReplaced(Delivery.Way way) {
            return way == Delivery.Way.PULL || this == LABELMILL || this == LABELBOX && way != Delivery.Way.PUSH;
        }

        /** Whether its answers say nobody's name, so that two of them may be one person's. */
        public boolean isAnonymous() {
            return this == SCALE;
        }

        /** Its name in batch.json. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A vendor that has no skill of its own, may always be given work and takes the time that it has. */
    public Vendor(
            String name,
            Tier tier,
            Format format,
            Delivery delivery,
            PriceModel price,
            int capacity,
            Duration deadline,
            boolean seesPrelabel) {
        this(
                name,
                tier,
                format,
                delivery,
                price,
                capacity,
                deadline,
                seesPrelabel,
                Set.of(),
                Optional.empty(),
                deadline,
                format.excludes(delivery.way()));
    }

    /** A vendor that fetches task files from the outbox and is paid by the label. */
    public Vendor(
            String name,
            Tier tier,
            Format format,
            long priceNanos,
            int capacity,
            Duration deadline,
            boolean seesPrelabel) {
        this(name, tier, format, Delivery.OUTBOX, PriceModel.perLabel(priceNanos), capacity, deadline, seesPrelabel);
    }

    /** Beyond any vendor's promise, and far from where dates overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException naming the field that is out of range */
    public Vendor {
        Objects.requireNonNull(tier, "vendors[].tier");
        Objects.requireNonNull(format, "vendors[].format");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "vendors[].name \"" + name + "\" must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        Objects.requireNonNull(delivery, "vendors[].delivery");
        Objects.requireNonNull(price, "vendors[].price");
        require(capacity >= 1, name, "capacity must be at least 1");
        require(
                deadline.toSeconds() >= 1 && deadline.compareTo(LONGEST) <= 0,
                name,
                "deadlineSeconds must be 1 second to 365 days");
        Objects.requireNonNull(hours, "vendors[].hours");
        require(
                turnaround.toSeconds() >= 1 && turnaround.compareTo(deadline) <= 0,
                name,
                "turnaroundSeconds must be 1 to its deadlineSeconds");
        require(
                !excludes || delivery.way() == Delivery.Way.PULL || format.namesExcluded(delivery.way()),
                name,
                "excludes must not be true where format is \"" + format.id()
                        + (delivery.way() == Delivery.Way.PUSH ? "\" and delivery is \"push" : "")
                        + "\": its tasks cannot say who must not get them");
        require(
                excludes || delivery.way() != Delivery.Way.PULL,
                name,
                "excludes must not be false where delivery is \"pull\": nobody is given an item twice there");
        skills = Set.copyOf(skills);
        skills.forEach(skill -> PlainName.require(skill, "vendor " + name + ": each of skills"));
    }

    /**
     * How many labels of one item it is asked for at once, at the most: a single one where nobody could tell whether two came from
     * two people. Who asks for tasks says a name.
     */
    public int mostLabelsAtOnce() {
        return format.isAnonymous() && delivery.way() != Delivery.Way.PULL ? 1 : Integer.MAX_VALUE;
    }

    /**
     * Whether nobody sees an item twice though the vendor gets it again: its tasks name those who know the item, and what lies
     * there unanswered from an earlier time.
     */
    public boolean takesAgain() {
        return excludes && format.namesReplaced(delivery.way());
    }

    /** Whether it works then. */
    public boolean works(Instant moment) {
        return hours.isEmpty() || hours.get().include(moment);
    }

    /** Whether its annotators may be given an item that asks for this; one that asks for none anybody may have. */
    public boolean has(Optional<String> skill) {
        return skill.isEmpty() || skills.contains(skill.get());
    }

    private static void require(boolean holds, String vendor, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("vendor " + vendor + ": " + problem);
        }
    }
}
