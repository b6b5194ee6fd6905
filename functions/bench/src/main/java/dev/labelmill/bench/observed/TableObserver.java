package dev.labelmill.bench.observed;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Looks on while a table is called, from any thread. */
public interface TableObserver {

    /**
     * Has a call made.
     *
     * @param operation as the service calls it
     * @param writes    whether it changes rows
     * @param call      makes it
     * @return the table's answer
     */
    <T extends DynamoDbResponse> T observe(String operation, boolean writes, DynamoDbRequest request, Supplier<T> call);
}
