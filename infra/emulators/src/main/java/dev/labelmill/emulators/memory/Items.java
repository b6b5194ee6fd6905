package dev.labelmill.emulators.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items by partition key and sort key. What is done to one partition is done by one thread at a time, and a transaction
 * while nobody else does anything.
 */
final class Items {
    private static final int MAX_ITEM_BYTES = 400 * 1024;

    private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> partitions = new ConcurrentHashMap<>();
    private final ReadWriteLock transactions = new ReentrantReadWriteLock();

    /** Where an item is. */
    record Key(String pk, String sk) implements Comparable<Key> {
        static Key of(Map<String, AttributeValue> item) {
            return new Key(part(item, "pk"), part(item, "sk"));
        }

        @Override
        public int compareTo(Key other) {
            int byPartition = Utf8Order.compare(pk, other.pk);
            return byPartition == 0 ? Utf8Order.compare(sk, other.sk) : byPartition;
        }

        /** As the service tells them. */
        Map<String, AttributeValue> attributes() {
            return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
        }

        private static String part(Map<String, AttributeValue> item, String name) {
            AttributeValue value = item.get(name);
            if (value == null || value.s() == null || value.s().isEmpty()) {
                throw Invalid.because("one or more parameter values are not valid: the key " + name
                        + " is missing, no string, or empty");
            }
            return value.s();
        }
    }

    /** Does something with the partition of a key, alone. */
    <T> T with(String pk, Function<NavigableMap<String, Map<String, AttributeValue>>, T> action) {
        transactions.readLock().lock();
        try {
            NavigableMap<String, Map<String, AttributeValue>> partition = partition(pk);
            synchronized (partition) {
                return action.apply(partition);
            }
        } finally {
            transactions.readLock().unlock();
        }
    }

    /** Does something alone in the whole table. */
    <T> T alone(Supplier<T> action) {
        transactions.writeLock().lock();
        try {
            return action.get();
        } finally {
            transactions.writeLock().unlock();
        }
    }

    /** The partition of a key, which a caller of {@link #alone} may change. */
    NavigableMap<String, Map<String, AttributeValue>> partition(String pk) {
        return partitions.computeIfAbsent(pk, key -> new TreeMap<>(Utf8Order::compare));
    }

    /** All items, at an instant. */
    List<Map<String, AttributeValue>> all() {
        return alone(() -> partitions.values().stream()
                .flatMap(partition -> partition.values().stream())
                .toList());
    }

    /** Those behind a key, by partition key and sort key, at an instant. */
    List<Map<String, AttributeValue>> behind(Optional<Key> last) {
        return alone(() -> partitions.keySet().stream()
                .sorted(Utf8Order::compare)
                .flatMap(pk -> partitions.get(pk).values().stream())
                .filter(item -> last.isEmpty() || last.get().compareTo(Key.of(item)) < 0)
                .toList());
    }

    /** An item as the service keeps it: numbers in their shortest form. */
    static Map<String, AttributeValue> stored(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> stored = new HashMap<>();
        item.forEach((name, value) -> stored.put(name, stored(value)));
        if (ItemSize.of(stored) > MAX_ITEM_BYTES) {
            throw Invalid.because("item size has exceeded the maximum allowed size");
        }
        return Map.copyOf(stored);
    }

    private static AttributeValue stored(AttributeValue value) {
        if (value.n() != null) {
            return Numbers.write(Numbers.of(value));
        }
        if (value.hasM()) {
            return AttributeValue.fromM(value.m().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> stored(entry.getValue()))));
        }
        return value.hasL()
                ? AttributeValue.fromL(value.l().stream().map(Items::stored).toList())
                : value;
    }
}
