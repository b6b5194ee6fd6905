package dev.labelmill.emulators.memory;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The entries of an index that shows keys only, in their order. It is never behind its table, as the service's may be. */
final class PackedIndex {
    private static final byte[] NOTHING = {};

    private final KeysIndex index;
    private final PackedMap entries = new PackedMap();

    PackedIndex(KeysIndex index) {
        this.index = index;
    }

    String hash() {
        return index.hash();
    }

    PackedMap entries() {
        return entries;
    }

    long allocated() {
        return entries.allocated();
    }

    /**
     * Follows a change of an item. Each entry that comes or goes is a write of a unit (developer guide, "Provisioned throughput
     * considerations for global secondary indexes"); one that shows keys only does not notice anything else.
     *
     * @param written told the partition of each write
     * @return how many there were
     */
    int follow(Map<String, AttributeValue> before, Map<String, AttributeValue> after, Consumer<String> written) {
        Optional<String> gone = entry(before);
        Optional<String> come = entry(after);
        if (gone.equals(come)) {
            return 0;
        }
        gone.ifPresent(entry -> {
            entries.remove(bytes(entry));
            written.accept(before.get(index.hash()).s());
        });
        come.ifPresent(entry -> {
            entries.put(bytes(entry), NOTHING);
            written.accept(after.get(index.hash()).s());
        });
        return (gone.isPresent() ? 1 : 0) + (come.isPresent() ? 1 : 0);
    }

    /** Where an item's entry is, or would be; null for no item. */
    byte[] place(Map<String, AttributeValue> item) {
        return item == null ? null : entry(item).map(PackedIndex::bytes).orElse(null);
    }

    /** What an entry shows. */
    Map<String, AttributeValue> keys(byte[] entry, byte[] nothing) {
        String[] parts = new String(entry, StandardCharsets.UTF_8).split("\0", -1);
        Map<String, AttributeValue> keys = new HashMap<>();
        keys.put(index.hash(), AttributeValue.fromS(parts[0]));
        keys.put(index.range(), AttributeValue.fromS(parts[1]));
        keys.put("pk", AttributeValue.fromS(parts[2]));
        keys.put("sk", AttributeValue.fromS(parts[3]));
        return keys;
    }

    private Optional<String> entry(Map<String, AttributeValue> item) {
        return item.containsKey(index.hash()) && item.containsKey(index.range())
                ? Optional.of(Stream.of(index.hash(), index.range(), "pk", "sk")
                        .map(name -> item.get(name).s())
                        .collect(Collectors.joining("\0")))
                : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
