package dev.labelmill.lambda.model;

import dev.labelmill.lambda.model.ReplayedTable.Answer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Short names of rows and answers, the same for those that are equal but for marks. Most states share nearly all of them, by the
 * very object.
 */
final class Texts {

    private final IdentityHashMap<Object, String> known = new IdentityHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    String of(Map<String, AttributeValue> row) {
        String name = known.get(row);
        if (name == null) {
            name = named(told(row));
            known.put(row, name);
        }
        return name;
    }

    String of(Answer answer) {
        String name = known.get(answer);
        if (name == null) {
            name = named(told(answer));
            known.put(answer, name);
        }
        return name;
    }

    private String named(String text) {
        return names.computeIfAbsent(text, t -> Integer.toString(names.size(), Character.MAX_RADIX));
    }

    private String told(Answer answer) {
        if (answer.thrown() instanceof ConditionalCheckFailedException failure) {
            return "failed " + of(failure.item());
        }
        if (answer.thrown() != null) {
            return answer.thrown().getMessage();
        }
        if (answer.response() instanceof GetItemResponse got) {
            return of(got.item());
        }
        if (answer.response() instanceof QueryResponse found) {
            return of(found.items()) + (found.lastEvaluatedKey().isEmpty() ? "" : " and more");
        }
        if (answer.response() instanceof BatchGetItemResponse got) {
            return of(got.responses().get(SharedTable.NAME));
        }
        return answer.response() instanceof UpdateItemResponse updated ? of(updated.attributes()) : "done";
    }

    private String of(List<Map<String, AttributeValue>> rows) {
        return rows.stream().map(this::of).toList().toString();
    }

    private static String told(Map<String, AttributeValue> row) {
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(Marks.without(row))
                .forEach((name, value) -> text.append(name).append('=').append(value));
        return text.toString();
    }
}
