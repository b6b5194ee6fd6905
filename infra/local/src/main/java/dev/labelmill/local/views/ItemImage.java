package dev.labelmill.local.views;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An image that browsers show without running anything in it. Its type is told from its first bytes, never from what the
 * item says of itself; SVG, which can hold scripts, is none of these.
 *
 * @param type  one of four content types
 * @param bytes as uploaded
 */
public record ItemImage(String type, byte[] bytes) {

    private static final int LONGEST_MAGIC = 12;

    static Optional<ItemImage> of(byte[] bytes) {
        if (bytes.length < LONGEST_MAGIC) {
            return Optional.empty();
        }
        // One character a byte, so that signatures can be compared as texts.
        String start = new String(bytes, 0, LONGEST_MAGIC, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(new ItemImage("image/png", bytes));
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(new ItemImage("image/jpeg", bytes));
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(new ItemImage("image/gif", bytes));
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8)
                ? Optional.of(new ItemImage("image/webp", bytes))
                : Optional.empty();
    }
}
