package dev.labelmill.emulators.inside;

import java.net.URI;

/** The only interface the servers listen on. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}

    static URI address(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }
}
