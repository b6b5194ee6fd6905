package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.faults.ShardedStream.Shard;
import dev.labelmill.lambda.stage.Events;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** A function's place in the stream, kept for each shard: what failed comes again with all after it. */
final class StreamReader {

    private static final int MOST_BACK = 60;

    private final ShardedStream stream;
    private final int most;
    private final boolean windowed;
    private final BiPredicate<String, String> wanted;
    private final FaultPlan plan;
    private final Map<Shard, Integer> done = new HashMap<>();

    /**
     * @param most     records of an event
     * @param windowed whether events are of tumbling windows
     * @param wanted   which changes pass the mapping's filter, by pk and sk
     */
    StreamReader(ShardedStream stream, int most, boolean windowed, BiPredicate<String, String> wanted, FaultPlan plan) {
        this.stream = stream;
        this.most = most;
        this.windowed = windowed;
        this.wanted = wanted;
        this.plan = plan;
    }

    /** Gives the next records of each shard to a function, which answers empty if it failed. */
    void deliver(Function<JsonNode, Optional<JsonNode>> function) {
        for (Shard shard : stream.shards()) {
            boolean parentRead = shard.parent.map(this::isRead).orElse(true);
            if (parentRead && !isRead(shard)) {
                deliver(shard, function);
            }
        }
    }

    private void deliver(Shard shard, Function<JsonNode, Optional<JsonNode>> function) {
        int from = done.getOrDefault(shard, 0);
        if (from > 0 && plan.strikes(FaultKind.EXPIRED_ITERATOR)) {
            from = Math.max(0, from - 1 - plan.below(MOST_BACK));
        }
        int size = plan.isTroubled() ? 1 + plan.below(most) : most;
        int to = Math.min(shard.records.size(), from + size);
        int reached = invoke(shard, from, to, function);
        done.merge(shard, reached, Math::max);
        if (reached > 0 && plan.strikes(FaultKind.DUPLICATE)) {
            invoke(shard, plan.below(reached), reached, function);
        }
    }

    /** @return up to where all are done */
    private int invoke(Shard shard, int from, int to, Function<JsonNode, Optional<JsonNode>> function) {
        List<JsonNode> records = shard.records.subList(from, to);
        List<JsonNode> passing = records.stream().filter(this::passes).toList();
        if (passing.isEmpty()) {
            return to;
        }
        Optional<JsonNode> answer =
                function.apply(windowed ? Events.windowed(shard.id, passing) : Events.changed(passing));
        if (answer.isEmpty() || windowed && !answer.get().has("state")) {
            return from;
        }
        JsonNode failed = answer.get().path("batchItemFailures");
        int reached = to;
        for (int i = to - 1; i >= from; i--) {
            String sequence =
                    shard.records.get(i).at("/dynamodb/SequenceNumber").asText();
            if (failed.findValuesAsText("itemIdentifier").contains(sequence)) {
                reached = i;
            }
        }
        return reached;
    }

    private boolean passes(JsonNode record) {
        ObjectNode keys = (ObjectNode) record.at("/dynamodb/Keys");
        return wanted.test(keys.at("/pk/S").asText(), keys.at("/sk/S").asText());
    }

    private boolean isRead(Shard shard) {
        return done.getOrDefault(shard, 0) >= shard.records.size();
    }

    /** Whether all has been read. */
    boolean isIdle() {
        return stream.shards().stream().allMatch(this::isRead);
    }
}
