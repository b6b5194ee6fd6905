package dev.labelmill.lambda.secret;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Secrets in a file, read again whenever it has changed. When the new content is unusable nothing is accepted until
 * it is mended: the old secrets may be the ones that had to go. Safe for use by several threads.
 */
public final class FileSecrets implements SecretSource {
    private final Path file;
    private volatile Loaded loaded;

    /** @param file the secrets file; it is first read when secrets are first asked for */
    public FileSecrets(Path file) {
        this.file = file;
    }

    /**
     * The source that an address names.
     *
     * @param address such as {@code file:/etc/labelmill/secrets.json}
     * @throws IllegalArgumentException when it is not an absolute {@code file:} address
     */
    public static FileSecrets at(String address) {
        URI uri = URI.create(address);
        if (!"file".equals(uri.getScheme()) || uri.isOpaque()) {
            throw new IllegalArgumentException("the secrets' address must be an absolute file: address");
        }
        return new FileSecrets(Path.of(uri));
    }

    @Override
    public VendorSecrets current() {
        try {
            Loaded last = loaded;
            Stamp now = Stamp.of(file);
            return last != null && last.stamp.equals(now) ? last.secrets : reload(now);
        } catch (IOException failed) {
            throw new SecretsUnreadable("the secrets file cannot be read", failed);
        }
    }

    private VendorSecrets reload(Stamp before) throws IOException {
        VendorSecrets secrets = VendorSecrets.parse(Files.readAllBytes(file));
        // Kept only if nobody wrote meanwhile: else this content would pass for the new one.
        loaded = before.equals(Stamp.of(file)) ? new Loaded(before, secrets) : null;
        return secrets;
    }

    private record Loaded(Stamp stamp, VendorSecrets secrets) {}

    /** What changes when the file does; its key tells a replaced file of the same size and tick. */
    private record Stamp(FileTime modified, long size, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
