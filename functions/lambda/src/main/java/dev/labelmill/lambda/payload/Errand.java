package dev.labelmill.lambda.payload;

/**
 * Something to be fetched from a vendor whose webhook told of labels without saying them.
 *
 * @param kind     what it is, in the vendor's own word, such as {@code assignment}
 * @param id       the vendor's id of it, 1 to 256 bytes, or two of them with a slash between
 * @param delivery the delivery that told of it
 */
public record Errand(String kind, String id, String delivery) {}
