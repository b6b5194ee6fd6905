package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.model.ReplayedTable.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * All that processes share and how far each of them is: one state of the exploration. Never changed.
 *
 * @param rows      by {@link SharedTable#key}
 * @param stream    every change of a row so far
 * @param processes in the scenario's order
 * @param shards    the stream's shards so far; the last one is open
 * @param faults    how many more may happen
 */
record World(
        SortedMap<String, Map<String, AttributeValue>> rows,
        List<Change> stream,
        List<Process> processes,
        int shards,
        int faults) {

    /** Texts of rows and answers by the very object: most states share nearly all of them. */
    private static final Map<Object, String> TEXTS = Collections.synchronizedMap(new IdentityHashMap<>());

    /** A record of the stream. */
    record Change(int shard, String key, JsonNode record, String told) {}

    World with(int process, Process changed) {
        List<Process> others = new ArrayList<>(processes);
        others.set(process, changed);
        return new World(rows, stream, List.copyOf(others), shards, faults);
    }

    World with(SortedMap<String, Map<String, AttributeValue>> changedRows, List<Change> changes) {
        return new World(changedRows, changes, processes, shards, faults);
    }

    World split() {
        return new World(rows, stream, processes, shards + 1, faults);
    }

    World faulted() {
        return new World(rows, stream, processes, shards, faults - 1);
    }

    /** Equal for states from which the same can follow. */
    String fingerprint() {
        StringBuilder told = new StringBuilder();
        rows.forEach((key, row) -> told.append(key).append(text(row)).append('\n'));
        int unread = stream.size();
        for (Process process : processes) {
            told.append(process.told());
            unread = process.program().readsStream() ? Math.min(unread, process.position()) : unread;
        }
        stream.subList(unread, stream.size())
                .forEach(change ->
                        told.append(change.shard()).append(change.told()).append('\n'));
        told.append(shards).append(' ').append(faults).append(' ').append(stream.size());
        return hash(told.toString());
    }

    static String text(Answer answer) {
        String known = TEXTS.get(answer);
        if (known == null) {
            known = told(answer);
            TEXTS.put(answer, known);
        }
        return known;
    }

    private static String told(Answer answer) {
        if (answer.thrown() instanceof ConditionalCheckFailedException failure) {
            return "failed " + text(failure.item());
        }
        if (answer.thrown() != null) {
            return answer.thrown().getMessage();
        }
        if (answer.response() instanceof GetItemResponse got) {
            return text(got.item());
        }
        if (answer.response() instanceof QueryResponse found) {
            return texts(found.items()) + (found.lastEvaluatedKey().isEmpty() ? "" : " and more");
        }
        if (answer.response() instanceof BatchGetItemResponse got) {
            return texts(got.responses().get(SharedTable.NAME));
        }
        return answer.response() instanceof UpdateItemResponse updated ? text(updated.attributes()) : "done";
    }

    private static String texts(List<Map<String, AttributeValue>> rows) {
        return rows.stream().map(World::text).toList().toString();
    }

    static String text(Map<String, AttributeValue> row) {
        String known = TEXTS.get(row);
        if (known == null) {
            known = told(row);
            TEXTS.put(row, known);
        }
        return known;
    }

    private static String told(Map<String, AttributeValue> row) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(Marks.without(row))
                .forEach((name, value) -> text.append(name).append('=').append(value));
        return text.toString();
    }

    private static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
