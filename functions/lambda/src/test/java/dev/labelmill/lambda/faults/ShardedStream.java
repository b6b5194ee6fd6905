package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage's stream, told by shards that split; each key's changes stay in order from parent to child. */
final class ShardedStream {

    private static final int WHOLE = 1 << 16;

    private final Stage stage;
    private final List<Shard> shards = new ArrayList<>();
    private int read;

    /** A shard: the changes of the keys in a range of hashes, from its parent's end to its own. */
    static final class Shard {
        final String id;
        final Optional<Shard> parent;
        final List<JsonNode> records = new ArrayList<>();
        private final int from;
        private final int to;
        private boolean closed;

        private Shard(String id, Optional<Shard> parent, int from, int to) {
            this.id = id;
            this.parent = parent;
            this.from = from;
            this.to = to;
        }

        private boolean takes(int hash) {
            return !closed && hash >= from && hash < to;
        }
    }

    ShardedStream(Stage stage) {
        this.stage = stage;
        shards.add(new Shard("shardId-000", Optional.empty(), 0, WHOLE / 2));
        shards.add(new Shard("shardId-001", Optional.empty(), WHOLE / 2, WHOLE));
    }

    /** Reads what is new. */
    void read() {
        for (JsonNode change : stage.changes(read)) {
            read++;
            ((ObjectNode) change.path("dynamodb")).put("ApproximateCreationDateTime", stage.now.getEpochSecond());
            int hash = mixed(change.at("/dynamodb/Keys/pk/S").asText());
            shards.stream()
                    .filter(shard -> shard.takes(hash))
                    .findFirst()
                    .orElseThrow()
                    .records
                    .add(change);
        }
    }

    private static int mixed(String pk) {
        return (pk.hashCode() * 0x9E3779B1) >>> 16;
    }

    /** Splits an open shard at the middle of its range. */
    void split(FaultPlan plan) {
        List<Shard> open = shards.stream()
                .filter(shard -> !shard.closed && shard.to - shard.from > 1)
                .toList();
        Shard parent = open.get(plan.below(open.size()));
        parent.closed = true;
        int middle = (parent.from + parent.to) / 2;
        shards.add(new Shard(name(), Optional.of(parent), parent.from, middle));
        shards.add(new Shard(name(), Optional.of(parent), middle, parent.to));
    }

    private String name() {
        return String.format("shardId-%03d", shards.size());
    }

    /** All shards there were, parents before children. */
    List<Shard> shards() {
        return List.copyOf(shards);
    }
}
