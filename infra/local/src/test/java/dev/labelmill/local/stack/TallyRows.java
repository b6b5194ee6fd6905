package dev.labelmill.local.stack;

import dev.labelmill.lambda.store.Keys;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tally's rows as the table has them, read without the store that writes them. */
public final class TallyRows {

    private static final String COUNTER = "n_";

    private TallyRows() {}

    /** Each counter of a batch's tally, summed over its rows. */
    public static Map<String, Long> of(LocalCloud cloud, String batch) {
        Map<String, Long> sums = new TreeMap<>();
        cloud.resources()
                .dynamo()
                .queryPaginator(query -> query.tableName(Resources.TABLE)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(Keys.TALLY + batch))))
                .items()
                .forEach(row -> row.forEach((name, value) -> {
                    if (name.startsWith(COUNTER)) {
                        sums.merge(name.substring(COUNTER.length()), Long.parseLong(value.n()), Long::sum);
                    }
                }));
        return sums;
    }
}
