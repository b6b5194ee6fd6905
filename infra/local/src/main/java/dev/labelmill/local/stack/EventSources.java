package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.BucketNotifications;
import dev.labelmill.local.cloud.EventSource;
import dev.labelmill.local.cloud.QueueSource;
import dev.labelmill.local.cloud.ScheduleSource;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.stream.EventPattern;
import dev.labelmill.local.cloud.stream.Redelivery;
import dev.labelmill.local.cloud.stream.StreamSettings;
import dev.labelmill.local.cloud.stream.StreamSource;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.FunctionDefinition;
import dev.labelmill.local.template.StreamMapping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What wakes the functions as deployed, apart from the webhook's address: queues, the table's stream, schedules. */
final class EventSources implements AutoCloseable {

    /** A stream of the emulated table has one shard, which is shown as several; on AWS their number follows the load. */
    private static final int SHARDS = 4;

    private final Resources resources;
    private final FunctionRuntime runtime;
    private final Deque<EventSource> open = new ArrayDeque<>();
    private final Redelivery redelivery;
    private final List<StreamSource> streams = new ArrayList<>();

    /**
     * Starts them all.
     *
     * @param functions for how many events a function works on at a time
     * @param pace of the schedules
     * @param redelivery what the stream's readers get twice
     */
    EventSources(
            Deployment deployment,
            Resources resources,
            Functions functions,
            FunctionRuntime runtime,
            Pace pace,
            Redelivery redelivery) {
        this.resources = resources;
        this.runtime = runtime;
        this.redelivery = redelivery;
        Map<String, FunctionDefinition> definitions = deployment.functions().stream()
                .collect(Collectors.toMap(FunctionDefinition::export, Function.identity()));
        deployment
                .queueMappings()
                .forEach(mapping -> open.push(new QueueSource(
                        resources.sqs(),
                        resources.address(mapping.queue()),
                        runtime,
                        mapping.function(),
                        mapping.batchSize(),
                        functions.concurrency(definitions.get(mapping.function())))));
        deployment.streamMappings().forEach(this::stream);
        deployment
                .schedules()
                .forEach(schedule ->
                        open.push(new ScheduleSource(runtime, schedule.function(), pace.period(schedule.period()))));
    }

    /** The bucket's notifications, sent by {@code sqs}. */
    static BucketNotifications notifications(Deployment deployment, Resources resources, SqsClient sqs) {
        return new BucketNotifications(
                sqs,
                Resources.BUCKET,
                deployment.notifications().stream()
                        .map(rule -> new BucketNotifications.Rule(
                                rule.events(), rule.keyPrefix(), resources.address(rule.queue())))
                        .toList());
    }

    /** The readers of the table's stream. */
    List<StreamSource> streams() {
        return List.copyOf(streams);
    }

    /** Stops them all, at once, so that they are waited for together, and then waits for what is under way. */
    @Override
    public void close() {
        open.forEach(EventSource::stop);
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private void stream(StreamMapping mapping) {
        StreamSettings settings = StreamSettings.of(mapping.function())
                .withShards(SHARDS)
                .withBatches(mapping.batchSize(), mapping.batchingWindow())
                .withTumblingWindow(mapping.tumblingWindow())
                .withFilter(filter(mapping.filters()))
                .withBisect(mapping.bisect())
                .withExpiry(mapping.oldest()
                        .map(oldest -> new StreamSettings.Expiry(
                                oldest, told -> mapping.failures().ifPresent(queue -> send(queue, told)))))
                .withRedelivery(redelivery);
        StreamSource source = new StreamSource(resources.streams(), resources.streamArn(), runtime, settings);
        streams.add(source);
        open.push(source);
    }

    private void send(String queue, JsonNode message) {
        resources
                .sqs()
                .sendMessage(send -> send.queueUrl(resources.address(queue)).messageBody(Json.text(message)));
    }

    /** One pattern of several is enough; without any, everything passes. */
    private static Predicate<JsonNode> filter(List<JsonNode> patterns) {
        List<EventPattern> known = patterns.stream().map(EventPattern::new).toList();
        return record -> known.isEmpty() || known.stream().anyMatch(pattern -> pattern.test(record));
    }
}
