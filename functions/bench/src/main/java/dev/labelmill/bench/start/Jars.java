package dev.labelmill.bench.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes jars. */
final class Jars {

    private Jars() {}

    /**
     * Packs what is in a folder, apart from its jars, unless that has been done.
     *
     * @param jar to write
     * @return the jar
     */
    static Path pack(Path folder, Path jar) {
        if (Files.exists(jar)) {
            return jar;
        }
        try (Stream<Path> all = Files.walk(folder);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
            return jar;
        } catch (IOException failed) {
            throw new UncheckedIOException(jar + " cannot be written", failed);
        }
    }
}
