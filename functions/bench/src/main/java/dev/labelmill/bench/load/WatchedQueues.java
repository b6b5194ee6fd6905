package dev.labelmill.bench.load;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** One function's client of the queues. */
record WatchedQueues(SqsClient queues, Watch watch) implements SqsClient {

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return watch.request("SendMessage", Latency.QUEUE, request, () -> queues.sendMessage(request));
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return watch.request("SendMessageBatch", Latency.QUEUE, request, () -> queues.sendMessageBatch(request));
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return watch.request("GetQueueAttributes", Latency.QUEUE, request, () -> queues.getQueueAttributes(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        queues.close();
    }
}
