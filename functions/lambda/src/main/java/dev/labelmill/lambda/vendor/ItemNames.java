package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;

/** Which items a returned file means, where it does not say their ids. */
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

    /**
     * The item that a file calls by a name: an item's id, the address of its content, or the end of that address from a
     * slash on.
     *
     * @return the item's id; the name itself where no task file of the vendor's has an item of that name
     * @throws UnusableContent if several items are called so, or the name can be no id
     */
    String named(Field name) throws UnusableContent;
}
