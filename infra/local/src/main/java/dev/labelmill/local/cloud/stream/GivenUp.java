package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a failure destination is told of a stream's records that were given up: where they are, and not what they hold
 * (Lambda's developer guide, "Retaining discarded batches for a DynamoDB event source").
 */
final class GivenUp {

    private GivenUp() {}

    /** @param records at least one, in the stream's order */
    static JsonNode of(List<StreamRecord> records, String function, String shardId, String streamArn) {
        StreamRecord first = records.get(0);
        StreamRecord last = records.get(records.size() - 1);
        ObjectNode told = Json.object();
        told.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", function)
                .put("condition", "MaximumRecordAgeExceeded");
        told.put("version", "1.0").put("timestamp", Instant.now().toString());
        told.putObject("DDBStreamBatchInfo")
                .put("shardId", shardId)
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put("approximateArrivalOfFirstRecord", first.created().toString())
                .put("approximateArrivalOfLastRecord", last.created().toString())
                .put("batchSize", records.size())
                .put("streamArn", streamArn);
        return told;
    }
}
