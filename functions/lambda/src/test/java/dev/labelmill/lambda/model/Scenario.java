package dev.labelmill.lambda.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is explored.
 *
 * @param rows     that are there at the beginning
 * @param programs that run beside each other
 * @param streamed keys of rows whose changes somebody reads
 * @param splits   how often the stream's shard splits, at any time
 * @param faults   how many happen, each at any write
 */
record Scenario(
        String name,
        SortedMap<String, Map<String, AttributeValue>> rows,
        List<Program> programs,
        Predicate<String> streamed,
        int splits,
        int faults,
        Checks checks) {

    Scenario checking(Checks... more) {
        return new Scenario(name, rows, programs, streamed, splits, faults, Checks.all(checks, Checks.all(more)));
    }

    Scenario withFaults(int others) {
        return new Scenario(name, rows, programs, streamed, splits, others, checks);
    }

    Scenario withSplits(int others) {
        return new Scenario(name, rows, programs, streamed, others, faults, checks);
    }
}
