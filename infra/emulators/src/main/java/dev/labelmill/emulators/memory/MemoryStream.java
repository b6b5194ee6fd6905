package dev.labelmill.emulators.memory;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * What was changed in a table in memory, with old and new images, in the order of the changes. A write that leaves an item as
 * it was is no change. One shard, which never ends and forgets nothing. Safe for use by several threads.
 */
public final class MemoryStream implements DynamoDbStreamsClient {
    private static final String SHARD = "shardId-00000000000000000001-00000001";
    private static final int MOST_RECORDS = 1000;

    private final String arn;
    private final Clock clock;
    private final List<Record> records = new ArrayList<>();

    /** The stream of a table of that name. */
    public MemoryStream(String table, Clock clock) {
        this.arn = "arn:aws:dynamodb:ddblocal:000000000000:table/" + table + "/stream/in-memory";
        this.clock = clock;
    }

    String arn() {
        return arn;
    }

    /** A write was done; whoever tells is alone with the item. */
    synchronized void tell(Items.Key key, Write.Done done) {
        if (done.before().equals(done.after())) {
            return;
        }
        String sequence = sequence(records.size());
        records.add(Record.builder()
                .eventID("in-memory-" + sequence)
                .eventName(kind(done))
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("ddblocal")
                .dynamodb(change -> {
                    change.keys(key.attributes())
                            .sequenceNumber(sequence)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                            .approximateCreationDateTime(clock.instant().truncatedTo(ChronoUnit.SECONDS));
                    if (!done.before().isEmpty()) {
                        change.oldImage(done.before());
                    }
                    if (!done.after().isEmpty()) {
                        change.newImage(done.after());
                    }
                })
                .build());
    }

    private static OperationType kind(Write.Done done) {
        Map<String, AttributeValue> before = done.before();
        return before.isEmpty()
                ? OperationType.INSERT
                : done.after().isEmpty() ? OperationType.REMOVE : OperationType.MODIFY;
    }

    /** Of equal length, so that they are in order as texts too. */
    private static String sequence(int n) {
        return String.format("%021d", n + 1);
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        require(arn, request.streamArn());
        return DescribeStreamResponse.builder()
                .streamDescription(stream -> stream.streamArn(arn)
                        .streamStatus(StreamStatus.ENABLED)
                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                        .shards(Shard.builder()
                                .shardId(SHARD)
                                .sequenceNumberRange(range -> range.startingSequenceNumber(sequence(0)))
                                .build()))
                .build();
    }

    @Override
    public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        require(arn, request.streamArn());
        require(SHARD, request.shardId());
        int next = switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> 0;
            case LATEST -> records.size();
            case AT_SEQUENCE_NUMBER -> Integer.parseInt(request.sequenceNumber()) - 1;
            case AFTER_SEQUENCE_NUMBER -> Integer.parseInt(request.sequenceNumber());
            default -> throw Invalid.because("unknown kind of iterator");
        };
        return GetShardIteratorResponse.builder().shardIterator(iterator(next)).build();
    }

    @Override
    public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
        int from = Integer.parseInt(request.shardIterator().substring(arn.length() + 1));
        int most = request.limit() == null ? MOST_RECORDS : request.limit();
        int to = Math.min(records.size(), from + most);
        return GetRecordsResponse.builder()
                .records(List.copyOf(records.subList(from, to)))
                .nextShardIterator(iterator(to))
                .build();
    }

    private String iterator(int next) {
        return arn + '|' + next;
    }

    private static void require(String known, String asked) {
        if (!known.equals(asked)) {
            throw ResourceNotFoundException.builder()
                    .message("there is no " + asked)
                    .build();
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
