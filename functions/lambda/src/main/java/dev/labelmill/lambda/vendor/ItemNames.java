package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.UnusableContent;

/** Which items a returned file means, where it does not say their ids. */
public interface ItemNames {

    /**
     * The item of a name: an item's id, the address of its content, or the end of that address from a slash on.
     *
     * @return the item's id
     * @throws UnusableContent if no item is called so among those the vendor was given, or several are
     */
    String named(String name) throws UnusableContent;

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
