package dev.labelmill.bench.load;

import dev.labelmill.emulators.memory.Traffic;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many units a partition key takes in each second of the virtual clock: DynamoDB serves at most 1,000 write units and 3,000
 * read units a second of one key (developer guide, "Best practices for designing and using partition keys"). Only seconds in
 * which something may still happen are kept.
 */
final class KeyRates implements Traffic {
    /** What a partition gives. */
    static final int MOST_WRITTEN = 1000;

    static final int MOST_READ = 3000;

    private static final long SECOND = 1_000_000;

    private final VirtualTime time;
    private final TreeMap<Long, Map<String, Units>> seconds = new TreeMap<>();
    private final Map<KeyKind, Busiest> busiest = new EnumMap<>(KeyKind.class);
    private volatile Watch worker;

    KeyRates(VirtualTime time) {
        this.time = time;
    }

    private static final class Units {
        private double written;
        private double read;
    }

    /** The busiest seconds of the keys of a kind. */
    static final class Busiest {
        private double written;
        private String writtenKey = "";
        private double read;
        private long tooMany;

        /** Write units in the busiest second of any key. */
        double written() {
            return written;
        }

        /** That key. */
        String writtenKey() {
            return writtenKey;
        }

        /** Read units in the busiest second of any key. */
        double read() {
            return read;
        }

        /** In how many seconds a key took more than a partition gives. */
        long tooMany() {
            return tooMany;
        }

        private void add(String key, Units units) {
            if (units.written > written) {
                written = units.written;
                writtenKey = key;
            }
            if (units.read > read) {
                read = units.read;
            }
            tooMany += units.written > MOST_WRITTEN || units.read > MOST_READ ? 1 : 0;
        }
    }

    /** From now on all is one function's doing. */
    void workedBy(Watch watch) {
        worker = watch;
    }

    @Override
    public void written(String key, double units) {
        worker.written(KeyKind.of(key), units);
        synchronized (this) {
            units(key).written += units;
        }
    }

    @Override
    public void read(String key, double units) {
        worker.read(KeyKind.of(key), units);
        synchronized (this) {
            units(key).read += units;
        }
    }

    private Units units(String key) {
        return seconds.computeIfAbsent(time.micros() / SECOND, second -> new HashMap<>())
                .computeIfAbsent(key, unknown -> new Units());
    }

    /** Nothing happens any more before a time, in virtual microseconds. */
    synchronized void settle(long before) {
        while (!seconds.isEmpty() && seconds.firstKey() < before / SECOND) {
            seconds.pollFirstEntry()
                    .getValue()
                    .forEach((key, units) -> busiest.computeIfAbsent(KeyKind.of(key), kind -> new Busiest())
                            .add(key, units));
        }
    }

    /** The busiest seconds so far that are settled. */
    Map<KeyKind, Busiest> busiest() {
        return busiest;
    }
}
