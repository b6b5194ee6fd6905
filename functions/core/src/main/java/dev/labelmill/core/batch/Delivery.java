package dev.labelmill.core.batch;

import java.util.Optional;

/**
 * How tasks reach a vendor.
 *
 * @param way    who moves first
 * @param target what they are put into on the vendor's side, such as a project's or a pool's id; 1 to 256 characters. The
 *     vendor's address is never told by a batch: it stands beside its API key
 */
public record Delivery(Way way, Optional<String> target) {

    /** Task files in the outbox, which the vendor fetches. */
    public static final Delivery OUTBOX = new Delivery(Way.OUTBOX, Optional.empty());

    private static final int LONGEST_TARGET = 256;

    /** The ways that there are. */
    public enum Way {
        /** Task files are put into the outbox. */
        OUTBOX,
        /** Tasks are sent to the vendor's own API. */
        PUSH,
        /** The vendor's annotators ask for tasks, one at a time. */
        PULL
    }

    /** @throws IllegalArgumentException if the target is not as above */
    public Delivery {
        target.ifPresent(id -> {
            boolean fit =
                    !id.isBlank() && id.length() <= LONGEST_TARGET && id.chars().noneMatch(Character::isISOControl);
            if (!fit) {
                throw new IllegalArgumentException(
                        "target must be 1 to " + LONGEST_TARGET + " characters, none of them a control character");
            }
        });
    }
}
