package dev.labelmill.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports that users choose. */
final class Ports {

    private static final int MAX_PORT = 65_535;

    private Ports() {}

    /** @throws Refusal naming the option if it is no port; 0 stands for any free one */
    static void requirePort(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw Refusal.ofInput(option + " must be 0 to " + MAX_PORT + ", not " + port + ".");
        }
    }

    /** @throws Refusal naming the option if another program listens there already, so that nothing is started in vain */
    static void requireFree(String option, int port) {
        try (ServerSocket tried = new ServerSocket()) {
            tried.setReuseAddress(true);
            tried.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw Refusal.ofInput(option + " " + port + " is taken by another program.");
        }
    }
}
