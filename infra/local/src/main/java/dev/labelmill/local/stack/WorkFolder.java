package dev.labelmill.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder of its own for one run, which only its owner may enter; deleted with all that is in it, unless it is to be kept. */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final boolean kept;

    WorkFolder(boolean kept) {
        try {
            path = Files.createTempDirectory("labelmill-");
        } catch (IOException full) {
            throw new UncheckedIOException("No folder can be made in " + System.getProperty("java.io.tmpdir"), full);
        }
        this.kept = kept;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException gone) {
            // Somebody cleaned up already.
            return;
        } catch (IOException stuck) {
            throw new UncheckedIOException(path + " cannot be deleted", stuck);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
