package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.model.ReplayedTable.Answer;
import dev.labelmill.lambda.model.ReplayedTable.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * How far a program is. Never changed.
 *
 * @param position  how many events of its script, or records of the stream, it has acknowledged
 * @param past      invocations that its environment remembers
 * @param running   the invocation under way; null if there is none
 * @param responses what it answered to events of its script
 */
record Process(Program program, int position, List<Invocation> past, Invocation running, List<JsonNode> responses) {

    /**
     * One event and what came of it so far.
     *
     * @param records how many of the stream it brings
     * @param answers to its requests
     * @param next    its request that waits for an answer; null once it has ended
     * @param lost    the answer to that request that went astray, so that it is sent again; null if none did
     */
    record Invocation(JsonNode event, int records, List<Answer> answers, DynamoDbRequest next, Answer lost) {}

    static Process of(Program program) {
        return new Process(program, 0, List.of(), null, List.of());
    }

    boolean isIdle() {
        return running == null;
    }

    /** The process with an event, as far as its first request. */
    Process begin(JsonNode event, int records, SharedTable table) {
        return run(new Invocation(event, records, List.of(), null, null), table);
    }

    /** The process after an answer, as far as its next request. */
    Process answered(Answer answer, SharedTable table) {
        List<Answer> answers = new ArrayList<>(running.answers());
        answers.add(answer);
        return run(new Invocation(running.event(), running.records(), answers, null, null), table);
    }

    /** The process when the answer to its request is lost: its client sends the very request again. */
    Process losing(Answer answer) {
        Invocation again =
                new Invocation(running.event(), running.records(), running.answers(), running.next(), answer);
        return new Process(program, position, past, again, responses);
    }

    /** The process where it has read so much of the stream. */
    Process at(int read) {
        return new Process(program, read, past, running, responses);
    }

    /** The process after its environment has died: what it was at comes again. */
    Process dead() {
        return new Process(program, position, List.of(), null, responses);
    }

    /** Runs the environment's code from its start: everything that was answered is answered again. */
    private Process run(Invocation at, SharedTable table) {
        List<Answer> answers = Stream.concat(past.stream(), Stream.of(at))
                .flatMap(invocation -> invocation.answers().stream())
                .toList();
        Handler environment = program.environment().apply(new ReplayedTable(answers, program.constant(), table));
        try {
            past.forEach(invocation -> environment.handle(invocation.event().deepCopy()));
            return ended(at, environment.handle(at.event().deepCopy()));
        } catch (Pending pending) {
            Invocation waiting = new Invocation(at.event(), at.records(), at.answers(), pending.request, null);
            return new Process(program, position, past, waiting, responses);
        }
    }

    private Process ended(Invocation at, JsonNode response) {
        if (response.path("batchItemFailures").size() > 0) {
            throw new AssertionError(program.name() + " failed, though nothing is wrong: " + response);
        }
        List<Invocation> remembered = new ArrayList<>(past);
        remembered.add(new Invocation(at.event(), at.records(), at.answers(), null, null));
        List<JsonNode> more = new ArrayList<>(responses);
        if (!program.readsStream()) {
            more.add(response);
        }
        return new Process(
                program,
                position + (program.readsStream() ? at.records() : 1),
                program.warm() ? remembered : List.of(),
                null,
                more);
    }
}
