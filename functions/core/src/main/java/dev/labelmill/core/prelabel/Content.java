package dev.labelmill.core.prelabel;

/** What a labeler sees of an item. */
public sealed interface Content {

    /**
     * An item that is text.
     *
     * @param text its characters
     */
    record Text(String text) implements Content {}

    /**
     * An item that is anything else, an image above all.
     *
     * @param mediaType its declared type in lower case and without parameters, as in {@code image/png}
     * @param data its bytes, not copied and not to be changed
     */
    record Bytes(String mediaType, byte[] data) implements Content {}

    /**
     * The content of an item line's {@code source}: a {@code data:} URI is decoded, anything else is text as it is.
     *
     * @throws UnusableContent if it is a {@code data:} URI that cannot be decoded
     */
    static Content ofSource(String source) throws UnusableContent {
        return DataUri.looksLikeOne(source) ? DataUri.parse(source) : new Text(source);
    }
}
