package dev.labelmill.local.telemetry;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The newest log events of all groups, oldest first. Thread-safe; bounded in events and in characters. */
public final class LogStore {

    static final int MAX_EVENTS = 50_000;
    static final long MAX_CHARACTERS = 32L * 1024 * 1024;

    /**
     * A line that a function printed.
     *
     * @param at      milliseconds since 1970
     * @param group   log group, {@code /aws/lambda/…}
     * @param message the line
     */
    public record LogEvent(long at, String group, String message) {}

    private final Deque<LogEvent> events = new ArrayDeque<>();
    private long characters;

    synchronized void add(LogEvent event) {
        events.addLast(event);
        characters += event.message().length();
        while (events.size() > MAX_EVENTS || (characters > MAX_CHARACTERS && events.size() > 1)) {
            characters -= events.removeFirst().message().length();
        }
    }

    /** The events of {@code groups} from {@code from} to {@code to}, milliseconds since 1970, oldest first. */
    public synchronized List<LogEvent> read(Collection<String> groups, long from, long to) {
        return events.stream()
                .filter(event -> event.at() >= from && event.at() <= to && groups.contains(event.group()))
                .toList();
    }
}
