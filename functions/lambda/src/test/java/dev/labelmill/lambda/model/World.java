package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that processes share and how far each of them is: one state of the exploration. Never changed.
 *
 * @param rows      by {@link SharedTable#key}
 * @param stream    every change of a row so far
 * @param processes in the scenario's order
 * @param shards    the stream's shards so far; the last one is open
 * @param faults    how many more may happen
 * @param texts     names of what is in the table and in answers
 */
record World(
        SortedMap<String, Map<String, AttributeValue>> rows,
        List<Change> stream,
        List<Process> processes,
        int shards,
        int faults,
        Texts texts) {

    /** A record of the stream. */
    record Change(int shard, String key, JsonNode record, String told) {}

    World with(int process, Process changed) {
        List<Process> others = new ArrayList<>(processes);
        others.set(process, changed);
        return new World(rows, stream, List.copyOf(others), shards, faults, texts);
    }

    World with(SortedMap<String, Map<String, AttributeValue>> changedRows, List<Change> changes) {
        return new World(changedRows, changes, processes, shards, faults, texts);
    }

    World split() {
        return new World(rows, stream, processes, shards + 1, faults, texts);
    }

    World faulted() {
        return new World(rows, stream, processes, shards, faults - 1, texts);
    }

    /** Equal for states from which the same can follow. */
    String fingerprint() {
        StringBuilder told = new StringBuilder();
        rows.forEach(
                (key, row) -> told.append(key).append('=').append(texts.of(row)).append('\n'));
        int unread = stream.size();
        for (Process process : processes) {
            told.append(process.told(texts)).append('\n');
            unread = process.program().readsStream() ? Math.min(unread, process.position()) : unread;
        }
        stream.subList(unread, stream.size())
                .forEach(change -> told.append(change.shard())
                        .append(':')
                        .append(change.told())
                        .append('\n'));
        told.append(shards).append(' ').append(faults).append(' ').append(stream.size());
        return told.toString();
    }
}
