package dev.labelmill.local.cli;

import dev.labelmill.local.dashboard.Dashboards;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.views.Views;
import dev.labelmill.local.web.PageServer;
import dev.labelmill.local.web.Routes;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Options of every command that shows the local web page. */
final class PageOptions {

    @Option(
            names = "--page-port",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "of the page that shows what happens; without it, any free one")
    private int port;

    /** @throws Refusal if there is no such port */
    void check() {
        Ports.requirePort("--page-port", port);
    }

    /**
     * Puts the page up.
     *
     * @throws Refusal if the port is taken
     */
    PageServer open(LocalCloud cloud) {
        InstantSource clock = InstantSource.system();
        Dashboards dashboards = new Dashboards(cloud.telemetry(), clock);
        Views views = new Views(cloud.premises(), clock);
        try {
            return new PageServer(port, new Routes(dashboards, views));
        } catch (UncheckedIOException taken) {
            throw Refusal.ofInput("--page-port " + port + " is taken by another program.");
        }
    }
}
