package dev.labelmill.emulators.inside;

import dev.labelmill.emulators.Emulator;
import dev.labelmill.emulators.ObjectListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy over memory or a folder, telling of every change. */
public final class Objects implements Emulator {

    private final BlobStore store;
    private final S3Proxy server;

    /** Starts it; with a folder, objects are its files. */
    public Objects(Optional<Path> folder, ObjectListener listener) throws Exception {
        Quiet.down();
        store = new NotifyingStore(folder.isPresent() ? onDisk(folder.get()) : new TransientNio2BlobStore(), listener);
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(Loopback.address(0))
                // Otherwise closing waits two seconds for idle keep-alive connections.
                .stopTimeout(0)
                .build();
        server.start();
    }

    @Override
    public URI address() {
        return Loopback.address(server.getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("S3Proxy did not stop", failed);
        } finally {
            store.close();
        }
    }

    private static BlobStore onDisk(Path folder) throws IOException {
        return new FilesystemNio2BlobStore(
                Files.createDirectories(folder).toAbsolutePath().toString());
    }
}
