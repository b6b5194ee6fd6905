package dev.labelmill.lambda.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The table as one process sees it when its code is run again from the start: the answers that it got before, and at the first
 * request that it has no answer of, {@link Pending}. So a process stands still between two requests without a thread.
 */
final class ReplayedTable implements DynamoDbClient {

    private final Program program;
    private final List<Answer> answers;
    private final SharedTable now;
    private final Map<AttributeValue, AttributeValue> marks = new HashMap<>();
    private int next;

    /**
     * @param program reads of rows that are constant for it are answered at once, and count as no step
     * @param answers to the first requests, in their order
     * @param now     what answers those reads
     */
    ReplayedTable(Program program, List<Answer> answers, SharedTable now) {
        this.program = program;
        this.answers = answers;
        this.now = now;
    }

    /** What a request came to: a response, or what was thrown instead. */
    record Answer(DynamoDbRequest request, Object response, RuntimeException thrown) {}

    /** A process waits for the answer of its next request. No exception, so that no code takes it for a failure. */
    static final class Pending extends Error {
        private static final long serialVersionUID = 1L;
        final transient DynamoDbRequest request;

        Pending(DynamoDbRequest request) {
            super("waits for an answer", null, false, false);
            this.request = request;
        }
    }

    private Object answer(DynamoDbRequest request) {
        if (!SharedTable.isWrite(request) && SharedTable.keys(request).stream().allMatch(program.constant())) {
            return now.answer(request).response();
        }
        if (next == answers.size()) {
            throw new Pending(request);
        }
        Answer answer = answers.get(next++);
        Marks.of(answer.request())
                .ifPresent(sent -> marks.put(sent, Marks.of(request).orElseThrow()));
        if (answer.thrown() != null) {
            throw answer.thrown() instanceof ConditionalCheckFailedException failure
                    ? Marks.renamed(failure, marks)
                    : answer.thrown();
        }
        return answer.response();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return (GetItemResponse) answer(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return (BatchGetItemResponse) answer(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return program.torn() ? rowByRow(request) : (QueryResponse) answer(request);
    }

    /**
     * A query is no snapshot: what a transaction writes while it is under way, the rows behind show and those before do not
     * (DynamoDB developer guide, "Isolation levels for transactions": read-committed).
     */
    private QueryResponse rowByRow(QueryRequest request) {
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        Map<String, AttributeValue> last = Map.of();
        do {
            Map<String, AttributeValue> behind = last;
            QueryResponse row = (QueryResponse) answer(request.toBuilder()
                    .limit(1)
                    .exclusiveStartKey(behind.isEmpty() ? null : behind)
                    .build());
            rows.addAll(row.items());
            last = row.lastEvaluatedKey();
        } while (!last.isEmpty());
        return QueryResponse.builder().items(rows).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return (PutItemResponse) answer(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return (UpdateItemResponse) answer(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return (DeleteItemResponse) answer(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return (TransactWriteItemsResponse) answer(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
