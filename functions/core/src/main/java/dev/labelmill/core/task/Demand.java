package dev.labelmill.core.task;

import dev.labelmill.core.batch.PlainName;
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

    /** @throws IllegalArgumentException naming a field that is not of 1 to 64 printable characters */
    public Demand {
        skill.ifPresent(name -> PlainName.require(name, "skill"));
        tier.ifPresent(name -> PlainName.require(name, "tier"));
    }
}
