package dev.labelmill.local.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** The page's own files and the chart library's, from the class path; nothing else of it can be asked for. */
final class Assets {

    private static final Pattern OWN = Pattern.compile("[a-z]+\\.(js|css|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private static final String WEBJAR = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private final Map<String, String> charts;

    Assets() {
        String folder = "META-INF/resources/webjars/uplot/" + version() + "/dist/";
        charts = Map.of("uPlot.js", folder + "uPlot.esm.js", "uPlot.css", folder + "uPlot.min.css");
    }

    /** The one HTML page. */
    Reply page() {
        return reply("page/index.html").orElseThrow();
    }

    /** A file by its name; empty if there is none. */
    Optional<Reply> file(String name) {
        if (charts.containsKey(name)) {
            return reply(charts.get(name));
        }
        return OWN.matcher(name).matches() ? reply("page/" + name) : Optional.empty();
    }

    private static Optional<Reply> reply(String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        try (InputStream content = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            return content == null ? Optional.empty() : Optional.of(new Reply(200, type, content.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The library's folder is named after its version, which the parent POM chooses. */
    private static String version() {
        try (InputStream properties = Assets.class.getClassLoader().getResourceAsStream(WEBJAR)) {
            if (properties == null) {
                throw new IllegalStateException("uPlot's jar is not on the class path");
            }
            Properties read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
