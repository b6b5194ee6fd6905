package dev.labelmill.core.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name by which annotators who ask for tasks know a claim: a dispatch's id with the item's hashed into it. It looks like the id of
 * a dispatch and is another for each item. A known item waits longer to be asked for than others do, so that by the
 * dispatch itself it could be told from tasks that came to wait later.
 */
public final class ClaimName {

    /** As many as a dispatch's own id has. */
    private static final int BYTES = 12;

    private ClaimName() {}

    /** The name of an item's claim by a dispatch. */
    public static String of(String dispatch, String item) {
        return "d-" + HexFormat.of().formatHex(sha256(dispatch + "\n" + item), 0, BYTES);
    }

    /** Whether somebody who answers an item means a dispatch, by its id or by the claim's name. */
    public static boolean means(String said, String dispatch, String item) {
        return said.equals(dispatch) || said.equals(of(dispatch, item));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
