package dev.labelmill.local.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Keeps the emulated services' and the SDK's log lines off the terminal: what matters of them comes as an exception. */
final class QuietLogging {

    /** Held here, since the log manager holds loggers weakly and would forget the level. */
    private static final Logger ROOT = Logger.getLogger("");

    private QuietLogging() {}

    static void set() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
    }
}
