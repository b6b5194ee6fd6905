package dev.labelmill.lambda.faults;

import java.util.List;

/** The way that a batch takes to its labels. Each is a batch.json of its own. */
enum Way {
    /** Task files; labels by webhook, one vendor's by files. */
    FILES(24, true, true, List.of("north", "south", "experts")),
    /** Tasks to a vendor's own API; labels by its callbacks. */
    PUSH(24, true, true, List.of("north", "experts")),
    /** Annotators who ask for tasks and hold leases. Who asks when decides who gets what. */
    PULL(20, false, true, List.of("north", "south", "experts")),
    /** A budget that is spent half-way. When a label comes decides what its vendor's money buys next. */
    SPENT(24, false, true, List.of("north", "south", "experts")),
    /** Two rounds of learning, a calibration and the rest, with a head that is trained between them. */
    ROUNDS(64, true, false, List.of("north", "experts")),
    /** So many known items that a third of them is held back and goes out beside later tasks. */
    GOLD(120, true, true, List.of("north", "south", "experts")),
    /** Annotators who ask, and of whom known items find some out. When an answer is seen decides who gets no more. */
    PAUSED(60, false, true, List.of("north", "experts")),
    /** Days, each with a limit to what may be asked for on it. When a label comes decides what its day's money buys next. */
    DAYS(24, false, true, List.of("north", "south", "experts"));

    private final int items;
    private final boolean alike;
    private final boolean keepsAccount;
    private final List<String> vendors;

    Way(int items, boolean alike, boolean keepsAccount, List<String> vendors) {
        this.items = items;
        this.alike = alike;
        this.keepsAccount = keepsAccount;
        this.vendors = vendors;
    }

    /** How many items a batch has. */
    int items() {
        return items;
    }

    /** Whether two runs of a batch must come to the same; else the order of labels rightly decides what is bought. */
    boolean endsAlike() {
        return alike;
    }

    /** Whether money is set aside for what is asked for. */
    boolean keepsAccount() {
        return keepsAccount;
    }

    /** Of a batch whose tasks do not change hands. */
    List<String> vendors() {
        return vendors;
    }
}
