package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.UnusableContent;

/** Which items a returned file means, where it does not say their ids. */
@FunctionalInterface
public interface ItemNames {

    /**
     * The item on a line of a task file.
     *
     * @param dispatch whose task file
     * @param line     from 0
     * @return the item's id
     * @throws UnusableContent if there is no such line
     */
    String at(String dispatch, long line) throws UnusableContent;
}
