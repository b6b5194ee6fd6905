package dev.labelmill.emulators.memory.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** ETags as S3 makes them of unencrypted objects. */
final class Hashes {

    private Hashes() {}

    /** Of an object that came at once: its MD5. */
    static String etag(byte[] content) {
        return quoted(HexFormat.of().formatHex(md5(content)));
    }

    /** Of one that came in parts: the MD5 of their MD5s, and how many there were. */
    static String etag(List<byte[]> parts) {
        MessageDigest all = md5();
        parts.forEach(part -> all.update(md5(part)));
        return quoted(HexFormat.of().formatHex(all.digest()) + "-" + parts.size());
    }

    private static String quoted(String hash) {
        return '"' + hash + '"';
    }

    private static byte[] md5(byte[] content) {
        return md5().digest(content);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
