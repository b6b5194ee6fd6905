package dev.labelmill.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sees the JDK, the servers' jars and this module's own classes, and nothing of the application: the servers bring
 * Jetty, Kotlin, Scala and several Jacksons that must not meet the application's.
 */
final class IsolatedLoader extends URLClassLoader {

    /** The types both sides speak; these come from the application's side. */
    private static final Set<String> SHARED = Set.of(Emulator.class.getName(), ObjectListener.class.getName());

    static {
        registerAsParallelCapable();
    }

    /**
     * A loader over {@code home/lib/*.jar}.
     *
     * @throws IllegalStateException if the folder holds no jars
     */
    IsolatedLoader(Path home) {
        super(classPath(home.resolve("lib")), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SHARED.contains(name) ? Emulator.class.getClassLoader().loadClass(name) : super.loadClass(name, resolve);
    }

    private static URL[] classPath(Path lib) {
        URL ownClasses =
                IsolatedLoader.class.getProtectionDomain().getCodeSource().getLocation();
        return Stream.concat(Stream.of(ownClasses), jars(lib)).toArray(URL[]::new);
    }

    private static Stream<URL> jars(Path lib) {
        try (Stream<Path> files = Files.list(lib)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(IsolatedLoader::url)
                    .toList()
                    .stream();
        } catch (IOException missing) {
            throw new IllegalStateException(lib + " holds no servers: build the module infra/emulators first", missing);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
