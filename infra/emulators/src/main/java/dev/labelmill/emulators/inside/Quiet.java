package dev.labelmill.emulators.inside;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the servers' chatter out of the host's log: warnings and worse only. */
final class Quiet {

    /** Held here, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("com.almworks.sqlite4java"),
            Logger.getLogger("org.apache.pekko"),
            Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("org.elasticmq"),
            Logger.getLogger("org.gaul"));

    private Quiet() {}

    static void down() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
