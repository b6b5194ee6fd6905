package dev.labelmill.local.dashboard;

import dev.labelmill.local.logs.LogProblem;
import dev.labelmill.local.logs.LogQuery;
import dev.labelmill.local.logs.LogTable;
import dev.labelmill.local.telemetry.LogStore;
import dev.labelmill.local.telemetry.Range;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Results of log queries, each used again until twenty times as long has passed as it took to find: a page that asks every
 * two seconds then costs at most a twentieth of a core a query, however long the log. Thread-safe.
 */
final class LogResults {

    private static final int USED_AGAIN = 20;
    private static final int MOST_KEPT = 100;

    /** Ranges that end now differ by moments from poll to poll, and are the same question. */
    private record Question(String query, long minutes) {}

    private static final double MILLIS_PER_MINUTE = 60_000;

    private record Answer(LogTable table, long at, long took) {

        boolean isFresh(long now) {
            return now - at < USED_AGAIN * took;
        }
    }

    private final LogStore logs;
    private final LongSupplier nanos;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /** @param nanos a clock that measures how long something takes */
    LogResults(LogStore logs, LongSupplier nanos) {
        this.logs = logs;
        this.nanos = nanos;
    }

    LogTable run(String text, Range range) throws LogProblem {
        Question question = new Question(text, Math.round((range.to() - range.from()) / MILLIS_PER_MINUTE));
        long start = nanos.getAsLong();
        Answer known = answers.get(question);
        if (known != null && known.isFresh(start)) {
            return known.table();
        }
        LogQuery query = LogQuery.parse(text);
        LogTable table = query.run(logs.read(query.groups(), range.from(), range.to()));
        if (answers.size() >= MOST_KEPT) {
            answers.clear();
        }
        long end = nanos.getAsLong();
        answers.put(question, new Answer(table, end, end - start));
        return table;
    }
}
