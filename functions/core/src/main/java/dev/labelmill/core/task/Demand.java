package dev.labelmill.core.task;

import java.util.Optional;

/**
 * What an item asks of whoever labels it, as its own line says.
 *
 * @param skill that annotators must have, such as {@code radiology}; empty: none
 * @param tier  by which the item is priced, such as {@code hard}; empty: the ordinary one
 */
public record Demand(Optional<String> skill, Optional<String> tier) {

    /** Nothing out of the ordinary. */
    public static final Demand NONE = new Demand(Optional.empty(), Optional.empty());
}
