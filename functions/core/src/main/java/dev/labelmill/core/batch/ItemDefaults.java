package dev.labelmill.core.batch;

import java.util.Optional;

/**
 * What items ask of whoever labels them that do not say so themselves: items uploaded one by one have no line that could.
 *
 * @param skill that annotators must have; empty: none
 * @param tier  by which the items are priced; empty: the ordinary one
 */
public record ItemDefaults(Optional<String> skill, Optional<String> tier) {

    /** Nothing. */
    public static final ItemDefaults NONE = new ItemDefaults(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException naming a field that is not of 1 to 64 printable characters */
    public ItemDefaults {
        skill.ifPresent(name -> PlainName.require(name, "items.skill"));
        tier.ifPresent(name -> PlainName.require(name, "items.tier"));
    }
}
