package dev.labelmill.local.web;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the page answers: a browser on this machine that shows the page itself. Another site's page in the same browser can
 * send requests here too: by a name of its own that it lets resolve to 127.0.0.1 (then the Host header gives it away), or
 * across origins (then Origin and Sec-Fetch-Site do, and a header of our own cannot be set without asking first).
 */
final class Gate {

    /** The header that only a script of the same origin can send. */
    static final String OWN_HEADER = "X-Labelmill";

    private final Set<String> hosts;

    /** @param port that the page listens on */
    Gate(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Why a request is refused, in one sentence; empty if it is not. */
    Optional<String> refusal(String method, Headers headers) {
        String host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return Optional.of("This page is for 127.0.0.1 and localhost only.");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean navigates = method.equals("GET") && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !navigates) {
            return Optional.of("Other sites may not read this page.");
        }
        return method.equals("POST") ? refusalOfChange(host, headers) : Optional.empty();
    }

    private static Optional<String> refusalOfChange(String host, Headers headers) {
        boolean sameOrigin = ("http://" + host).equals(headers.getFirst("Origin"));
        return sameOrigin && headers.containsKey(OWN_HEADER)
                ? Optional.empty()
                : Optional.of("Only this page itself may change anything.");
    }
}
