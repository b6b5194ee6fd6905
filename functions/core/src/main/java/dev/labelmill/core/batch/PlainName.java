package dev.labelmill.core.batch;

import java.nio.charset.StandardCharsets;

/** What skills and tiers are called: they are compared letter by letter, so nothing in them may be invisible. */
public final class PlainName {

    private static final int LONGEST = 64;

    private PlainName() {}

    /**
     * Nothing, if the name is fit.
     *
     * @param field that it stands in
     * @throws IllegalArgumentException naming the field if the name is not of 1 to 64 printable characters
     */
    public static void require(String name, String field) {
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
