package dev.labelmill.core.task;

import java.nio.charset.StandardCharsets;
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

    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException naming a field that is not of 1 to 64 printable characters */
    public Demand {
        skill.ifPresent(name -> requireName(name, "skill"));
        tier.ifPresent(name -> requireName(name, "tier"));
    }

    /**
     * Nothing, if a skill's or a tier's name is fit to be compared.
     *
     * @param field that it stands in
     * @throws IllegalArgumentException naming the field if the name is not of 1 to 64 printable characters
     */
    public static void requireName(String name, String field) {
        boolean fit = !name.isBlank()
                && name.codePointCount(0, name.length()) <= LONGEST
                && name.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (!fit) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + LONGEST + " characters that can be printed, not all of them blank");
        }
    }
}
