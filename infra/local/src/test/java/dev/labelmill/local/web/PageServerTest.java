package dev.labelmill.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.dashboard.Dashboards;
import dev.labelmill.local.stack.WatchedHouse;
import dev.labelmill.local.telemetry.Telemetry;
import dev.labelmill.local.views.Views;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page over HTTP, asked for what browsers are made to ask for by other sites. */
class PageServerTest {

    private static final WatchedHouse HOUSE = WatchedHouse.shared();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final PageServer SERVER = new PageServer(
            0, new Routes(new Dashboards(new Telemetry(CLOCK), CLOCK), new Views(HOUSE.premises(), CLOCK)));
    private static final int PORT = SERVER.address().getPort();
    private static final String HOST = "Host: 127.0.0.1:" + PORT;
    private static final String ORIGIN = "Origin: http://127.0.0.1:" + PORT;
    private static final String REDRIVE = "POST /api/dead-letters/own/redrive";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void the_page_allows_itself_nothing_but_its_own_files() throws IOException {
        String page = answer("GET /batches", HOST);

        assertThat(page)
                .startsWith("HTTP/1.1 200")
                .contains("default-src 'none'; script-src 'self'; style-src 'self'", "frame-ancestors 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .doesNotContainIgnoringCase("Access-Control-Allow-Origin")
                .doesNotContain("<script>", "style=", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: rebound.example", "Host: 127.0.0.1", "Host: 10.0.0.1:80"})
    void another_name_for_this_machine_is_refused(String host) throws IOException {
        assertThat(answer("GET /api/batches", host)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void another_sites_page_reads_nothing(String site) throws IOException {
        assertThat(answer("GET /api/batches", HOST, "Sec-Fetch-Site: " + site)).startsWith("HTTP/1.1 403");
        assertThat(answer("GET /batches", HOST, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: navigate"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void only_the_page_itself_changes_anything() throws IOException {
        assertThat(answer(REDRIVE, HOST, ORIGIN)).startsWith("HTTP/1.1 403");
        assertThat(answer(REDRIVE, HOST, "X-Labelmill: page")).startsWith("HTTP/1.1 403");
        assertThat(answer(REDRIVE, HOST, "Origin: http://evil.example", "X-Labelmill: page"))
                .startsWith("HTTP/1.1 403");
        assertThat(answer(REDRIVE, HOST, "Origin: null", "X-Labelmill: page")).startsWith("HTTP/1.1 403");
        assertThat(answer("GET /api/dead-letters/own/redrive", HOST)).startsWith("HTTP/1.1 404");
        assertThat(answer("OPTIONS /api/dead-letters/own/redrive", HOST)).startsWith("HTTP/1.1 405");

        assertThat(answer(REDRIVE, HOST, ORIGIN, "X-Labelmill: page"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"sent\":0}");
    }

    @Test
    void an_image_is_served_so_that_nothing_in_it_can_run() throws IOException {
        String items = answer("GET /api/batches/digits/items", HOST);
        String at = items.replaceFirst("(?s).*?\"at\":\"([^\"]+)\".*", "$1");

        assertThat(answer("GET /api/batches/digits/image?at=" + at, HOST))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: image/png")
                .contains("default-src 'none'; sandbox")
                .containsIgnoringCase("X-Content-Type-Options: nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/assets/..%2findex.html",
                "/assets/pom.xml",
                "/api/batches/..%2f..%2fetc",
                "/api/batches/digits/secrets",
                "/api/dead-letters/own"
            })
    void what_is_not_there_is_a_404(String path) throws IOException {
        assertThat(answer("GET " + path, HOST)).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/batches/digits/items?show=odd",
                "/api/batches/digits/item?at=no",
                "/api/rejected?day=never",
                "/api/dashboards/none",
                "/api/dashboards/overview?seconds=0",
                "/api/dashboards/overview?seconds=much",
                "/api/dashboards/batch?batch=%22%20OR%20x"
            })
    void what_makes_no_sense_is_a_400_with_one_sentence(String path) throws IOException {
        assertThat(answer("GET " + path, HOST)).startsWith("HTTP/1.1 400").contains("{\"problem\":\"");
    }

    @Test
    void the_chart_library_comes_from_its_jar() throws IOException {
        assertThat(answer("GET /assets/uPlot.js", HOST))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: text/javascript")
                .contains("export { uPlot as default }");
    }

    /** Over a plain socket: the JDK's clients do not let a test choose Host and Origin. */
    private static String answer(String request, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", PORT)) {
            String text = request + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + (request.startsWith("POST") ? "\r\nContent-Length: 0" : "") + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
