package dev.labelmill.local.cloud.stream;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads DynamoDB Local's stream from its oldest record on; it has one open shard a table, and a successor when that ends. */
final class StreamTail {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private String shardId;
    private String iterator;
    private String lastSequence;

    StreamTail(DynamoDbStreamsClient streams, String streamArn) {
        this.streams = streams;
        this.streamArn = streamArn;
    }

    /**
     * The next records, in order; none if there are none yet.
     *
     * @throws SdkException if the stream cannot be read now; the next call goes on where this one stood
     */
    List<Record> next() {
        if (iterator == null && !open()) {
            return List.of();
        }
        String from = iterator;
        iterator = null;
        GetRecordsResponse response = streams.getRecords(get -> get.shardIterator(from));
        iterator = response.nextShardIterator();
        if (!response.records().isEmpty()) {
            lastSequence = response.records()
                    .get(response.records().size() - 1)
                    .dynamodb()
                    .sequenceNumber();
        }
        if (iterator == null) {
            moveOn();
        }
        return response.records();
    }

    private boolean open() {
        if (shardId == null) {
            moveOn();
        }
        if (shardId == null) {
            return false;
        }
        iterator = streams.getShardIterator(position()).shardIterator();
        return true;
    }

    /** The current shard's child, or at first the shard without a parent. */
    private void moveOn() {
        List<Shard> shards = streams.describeStream(describe -> describe.streamArn(streamArn))
                .streamDescription()
                .shards();
        List<String> known = shards.stream().map(Shard::shardId).toList();
        String before = shardId;
        shardId = shards.stream()
                .filter(shard ->
                        before == null ? !known.contains(shard.parentShardId()) : before.equals(shard.parentShardId()))
                .map(Shard::shardId)
                .findFirst()
                .orElse(before);
        if (!Objects.equals(before, shardId)) {
            lastSequence = null;
        }
    }

    private GetShardIteratorRequest position() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
        return lastSequence == null
                ? request.shardIteratorType(ShardIteratorType.TRIM_HORIZON).build()
                : request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(lastSequence)
                        .build();
    }
}
