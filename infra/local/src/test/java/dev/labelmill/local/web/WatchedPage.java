package dev.labelmill.local.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.labelmill.local.dashboard.Dashboards;
import dev.labelmill.local.stack.WatchedHouse;
import dev.labelmill.local.telemetry.Telemetry;
import dev.labelmill.local.views.Views;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** The local page of a house whose batches are done, in a browser, and figures that come in beside. */
final class WatchedPage implements AutoCloseable {

    /** The system property by which a missing Chromium is a failure. */
    static final String REQUIRED = "labelmill.chromium.required";

    private static final InstantSource CLOCK = InstantSource.system();

    private final Telemetry telemetry = new Telemetry(CLOCK);
    private final WatchedHouse house = WatchedHouse.shared();
    private final Browser browser;
    private final PageServer server;

    private WatchedPage(Browser browser) throws IOException {
        this.browser = browser;
        this.server =
                new PageServer(0, new Routes(new Dashboards(telemetry, CLOCK), new Views(house.premises(), CLOCK)));
    }

    /** Skips the tests where no Chromium is installed, unless it is required. */
    static WatchedPage open() throws IOException {
        Optional<Browser> found = Browser.start();
        if (!Boolean.getBoolean(REQUIRED)) {
            assumeTrue(found.isPresent(), "no Chromium is installed");
        }
        return new WatchedPage(found.orElseThrow(() -> new AssertionError("Chromium is required and not installed")));
    }

    @Override
    public void close() throws IOException {
        server.close();
        browser.close();
    }

    Browser browser() {
        return browser;
    }

    WatchedHouse house() {
        return house;
    }

    void open(String path, int width, String colours) throws InterruptedException {
        browser.look(width, 900, colours);
        browser.open(server.address().resolve(path));
        browser.await("document.readyState === 'complete' && document.querySelector('main h1')");
    }

    String background() {
        return browser.value("getComputedStyle(document.body).backgroundColor").asText();
    }

    /** A line that a function's process prints. */
    void printed(String function, String line) {
        telemetry.printed(function, line);
    }

    /** A line as publish writes it, of a batch with such a figure. */
    void published(String metric, String figure) {
        printed("publish", """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Labelmill","Dimensions":[["project","stage","batch"]],\
                "Metrics":[{"Name":"%s","Unit":"Count"}]}]},"project":"digits","stage":"local","batch":"digits","%2$s":%s}\
                """.formatted(CLOCK.millis(), metric, figure));
    }
}
