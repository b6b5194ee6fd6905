package dev.labelmill.local.cli;

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
}
