package dev.labelmill.lambda.cost;

import dev.labelmill.core.cost.Meter;
import java.util.List;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** Meters the SDK's calls: requests by kind as they are sent, DynamoDB's units as they are reported. */
public final class MeteringInterceptor implements ExecutionInterceptor {

    /** Of a request that is in nobody's account. */
    public static final ExecutionAttribute<Boolean> UNMETERED = new ExecutionAttribute<>("labelmill.unmetered");

    private final Meter meter;

    public MeteringInterceptor(Meter meter) {
        this.meter = meter;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (isUnmetered(attributes)) {
            return;
        }
        if (context.request() instanceof GetObjectRequest || context.request() instanceof HeadObjectRequest) {
            meter.s3Read();
        } else if (context.request() instanceof S3Request) {
            meter.s3Write();
        } else if (context.request() instanceof SqsRequest) {
            meter.sqsRequest();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        if (response instanceof DynamoDbResponse && !isUnmetered(attributes)) {
            readCapacity(response).forEach(c -> meter.readUnits(units(c)));
            writeCapacity(response).forEach(c -> meter.writeUnits(units(c)));
        }
    }

    /** A conditional write that fails is charged like one that succeeds, but reports nothing. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException) {
            meter.writeUnits(1);
        }
    }

    private static boolean isUnmetered(ExecutionAttributes attributes) {
        return Boolean.TRUE.equals(attributes.getAttribute(UNMETERED));
    }

    private static double units(ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }

    private static List<ConsumedCapacity> readCapacity(SdkResponse response) {
        if (response instanceof GetItemResponse get) {
            return one(get.consumedCapacity());
        }
        if (response instanceof QueryResponse query) {
            return one(query.consumedCapacity());
        }
        return response instanceof BatchGetItemResponse batch ? batch.consumedCapacity() : List.of();
    }

    private static List<ConsumedCapacity> writeCapacity(SdkResponse response) {
        if (response instanceof PutItemResponse put) {
            return one(put.consumedCapacity());
        }
        if (response instanceof UpdateItemResponse update) {
            return one(update.consumedCapacity());
        }
        if (response instanceof DeleteItemResponse delete) {
            return one(delete.consumedCapacity());
        }
        return response instanceof TransactWriteItemsResponse write ? write.consumedCapacity() : List.of();
    }

    private static List<ConsumedCapacity> one(ConsumedCapacity capacity) {
        return capacity == null ? List.of() : List.of(capacity);
    }
}
