package dev.labelmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the packages that are deployed. */
class FunctionZipIT {

    private static final Path PLAIN = Path.of("../lambda/target/function.zip");
    private static final Path WITH_EMBEDDERS = Path.of("target/function-onnx.zip");
    private static final Pattern EMBEDDERS =
            Pattern.compile("onnx|djl|tokenizers|langchain4j|minilm", Pattern.CASE_INSENSITIVE);

    /** The classes by which a deployment is asked for embedders, and refuses them. */
    private static final Pattern ASKING = Pattern.compile("dev/labelmill/(core|lambda)/.*");

    @TempDir
    Path folder;

    @Test
    void the_functions_own_package_has_no_trace_of_the_embedders() throws IOException {
        TreeSet<String> traces = new TreeSet<>();
        entries(PLAIN).forEach((entry, from) -> {
            if (EMBEDDERS.matcher(entry).find() && !ASKING.matcher(entry).matches()) {
                traces.add(entry);
            }
        });
        assertThat(traces).isEmpty();
    }

    @Test
    void the_package_with_embedders_has_everything_once() throws IOException {
        Map<String, List<String>> plain = entries(PLAIN);
        Map<String, List<String>> more = entries(WITH_EMBEDDERS);

        assertThat(more.keySet()).containsAll(plain.keySet()).contains("dev/labelmill/onnx/OnnxProvider.class");
        TreeSet<String> twice = new TreeSet<>();
        more.forEach((entry, from) -> {
            if (entry.endsWith(".class")
                    && !entry.endsWith("-info.class")
                    && !from.equals(plain.get(entry))
                    && from.size() > 1) {
                twice.add(entry + " in " + from);
            }
        });
        assertThat(twice).isEmpty();
    }

    @Test
    void the_package_with_embedders_finds_them_as_a_service() throws IOException, ReflectiveOperationException {
        try (URLClassLoader functions = libraries(WITH_EMBEDDERS)) {
            Object embedder = named(functions, "minilm");

            assertThat(embedder.getClass().getName()).isEqualTo("dev.labelmill.onnx.OnnxEmbedder");
        }
    }

    @Test
    void the_functions_own_package_refuses_them_in_one_sentence() throws IOException {
        try (URLClassLoader functions = libraries(PLAIN)) {
            assertThatThrownBy(() -> named(functions, "minilm"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageStartingWith("the embedder \"minilm\" is not in this deployment: ");
        }
    }

    private static Object named(ClassLoader functions, String name) throws ReflectiveOperationException {
        Class<?> embedders = functions.loadClass("dev.labelmill.core.prelabel.Embedders");
        Object deployed = embedders.getMethod("deployed").invoke(null);
        return embedders.getMethod("named", String.class).invoke(deployed, name);
    }

    /** As Lambda's Java runtime puts them on the class path: the package itself and each jar in lib. */
    private URLClassLoader libraries(Path zip) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.toUri().toURL());
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path to = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    continue;
                }
                Files.createDirectories(to.getParent());
                Files.copy(in, to);
                if (entry.getName().matches("lib/[^/]+\\.jar")) {
                    urls.add(to.toUri().toURL());
                }
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Everything in a package by name, and in the jars in it: from which of them. */
    private static Map<String, List<String>> entries(Path zip) throws IOException {
        Map<String, List<String>> entries = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.computeIfAbsent(entry.getName(), name -> new ArrayList<>())
                        .add("");
                if (entry.getName().endsWith(".jar")) {
                    try (InputStream jar = file.getInputStream(entry);
                            ZipInputStream in = new ZipInputStream(jar)) {
                        for (ZipEntry inner = in.getNextEntry(); inner != null; inner = in.getNextEntry()) {
                            entries.computeIfAbsent(inner.getName(), name -> new ArrayList<>())
                                    .add(entry.getName());
                        }
                    }
                }
            }
        }
        return entries;
    }
}
