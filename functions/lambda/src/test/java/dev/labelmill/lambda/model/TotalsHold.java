package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.model.World.Change;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.store.TallyStore;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stream folded by the real function, record by record and each twice, is what the rows come to; and so is the money. */
final class TotalsHold implements Checks {

    private static final Map<String, Long> PRICES = Map.of("crowd", 10_000_000L, "experts", 100_000_000L);

    private final SortedMap<String, Map<String, AttributeValue>> start;

    /** @param start the rows at the beginning, which no change in the stream tells of */
    TotalsHold(SortedMap<String, Map<String, AttributeValue>> start) {
        this.start = start;
    }

    /** Totals follow the rows after a moment: nothing is said of them before the end. */
    @Override
    public void step(World before, World after) {}

    @Override
    public void end(World world) {
        SharedTable folded = new SharedTable();
        Handler tally = Environments.tally(folded.client());
        for (Change change : world.stream()) {
            JsonNode event = Events.windowed("shard-" + change.shard(), List.of(change.record()));
            tally.handle(event.deepCopy());
            Environments.tally(folded.client()).handle(event);
        }
        Map<String, Counters> gained = Gains.between(start, world.rows());
        TallyStore tallies = new TallyStore(Environments.table(folded.client()));
        gained.forEach(
                (name, counters) -> assertThat(tallies.total(name)).as(name).isEqualTo(counters));
        long counted = gained.getOrDefault("TALLY#b", new Counters()).nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(Names.MONEY))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(counted).as("labour money").isEqualTo(paid(world.rows()) - paid(start));
    }

    private static long paid(SortedMap<String, Map<String, AttributeValue>> rows) {
        return new Facts(rows)
                .standing().stream()
                        .mapToLong(label -> PRICES.get(label.vendor()))
                        .sum();
    }
}
