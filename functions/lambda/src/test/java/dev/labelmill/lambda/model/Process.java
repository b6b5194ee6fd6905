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
 * @param deaths    how often its environment has died
 */
record Process(
        Program program,
        int position,
        List<Invocation> past,
        Invocation running,
        List<JsonNode> responses,
        int deaths) {

    /**
     * One event and what came of it so far.
     *
     * @param told    what the event holds
     * @param records how many of the stream it brings
     * @param answers to its requests
     * @param next    its request that waits for an answer; null once it has ended
     * @param lost    the answer to that request that went astray, so that it is sent again; null if none did
     */
    record Invocation(
            JsonNode event, String told, int records, List<Answer> answers, DynamoDbRequest next, Answer lost) {

        private Invocation with(List<Answer> others, DynamoDbRequest waiting, Answer astray) {
            return new Invocation(event, told, records, others, waiting, astray);
        }
    }

    static Process of(Program program) {
        return new Process(program, 0, List.of(), null, List.of(), 0);
    }

    boolean isIdle() {
        return running == null;
    }

    /** The process with an event, as far as its first request. */
    Process begin(JsonNode event, String told, int records, SharedTable table) {
        return run(new Invocation(event, told, records, List.of(), null, null), table);
    }

    /** The process after an answer, as far as its next request. */
    Process answered(Answer answer, SharedTable table) {
        List<Answer> answers = new ArrayList<>(running.answers());
        answers.add(answer);
        return run(running.with(answers, null, null), table);
    }

    /** The process when the answer to its request is lost: its client sends the very request again. */
    Process losing(Answer answer) {
        return with(position, past, running.with(running.answers(), running.next(), answer), responses);
    }

    /** The process where it has read so much of the stream. */
    Process at(int read) {
        return with(read, past, running, responses);
    }

    /** The process after its environment has died: what it was at comes again. */
    Process dead() {
        return new Process(program, position, List.of(), null, responses, deaths + 1);
    }

    private Process with(int read, List<Invocation> remembered, Invocation under, List<JsonNode> answered) {
        return new Process(program, read, remembered, under, answered, deaths);
    }

    /** All that its next steps depend on; where the code is the same, equal for processes that will do the same. */
    String told(Texts texts) {
        StringBuilder told =
                new StringBuilder().append(position).append(responses).append('|');
        past.forEach(invocation -> tell(invocation, texts, told));
        if (!isIdle()) {
            tell(running, texts, told);
        }
        return told.toString();
    }

    private static void tell(Invocation invocation, Texts texts, StringBuilder told) {
        told.append(invocation.told()).append(invocation.lost() == null ? '.' : '!');
        invocation.answers().forEach(answer -> told.append(texts.of(answer)).append(';'));
        told.append('\n');
    }

    /** Runs the environment's code from its start: everything that was answered is answered again. */
    private Process run(Invocation at, SharedTable table) {
        List<Answer> answers = Stream.concat(past.stream(), Stream.of(at))
                .flatMap(invocation -> invocation.answers().stream())
                .toList();
        Handler environment = program.environment().apply(new ReplayedTable(program, answers, table));
        try {
            past.forEach(invocation -> environment.handle(invocation.event().deepCopy()));
            return ended(at, environment.handle(at.event().deepCopy()));
        } catch (Pending pending) {
            return with(position, past, at.with(at.answers(), pending.request, null), responses);
        }
    }

    private Process ended(Invocation at, JsonNode response) {
        if (response.path("batchItemFailures").size() > 0) {
            throw new AssertionError(program.name() + " failed, though nothing is wrong: " + response);
        }
        List<Invocation> remembered = new ArrayList<>(past);
        remembered.add(at);
        List<JsonNode> more = new ArrayList<>(responses);
        if (!program.readsStream()) {
            more.add(response);
        }
        return with(
                position + (program.readsStream() ? at.records() : 1),
                program.warm() ? remembered : List.of(),
                null,
                more);
    }
}
