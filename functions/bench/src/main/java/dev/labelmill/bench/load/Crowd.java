package dev.labelmill.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A vendor's people, who take task files out of the outbox and answer label by label. A few files are worked on at a time, the
 * first label of all tasks of a file before the second of any; what else was sent is a name in a queue. An answer is drawn by
 * hashes, so that two runs get the same ones.
 */
final class Crowd {
    private static final int FILES_AT_ONCE = 40;

    /** Tasks that one person answers of a file in a row. */
    private static final int IN_A_ROW = 25;

    /** So that the several people of a task are never the same. */
    private static final int APART = 331;

    private final FileObjects outbox;
    private final String vendor;
    private final int people;
    private final List<String> classes;
    private final double accuracy;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Deque<Work> open = new ArrayDeque<>();

    /**
     * @param people   how many they are
     * @param accuracy how often they say what is true; else it is any other class
     */
    Crowd(FileObjects outbox, String vendor, int people, List<String> classes, double accuracy) {
        this.outbox = outbox;
        this.vendor = vendor;
        this.people = people;
        this.classes = classes;
        this.accuracy = accuracy;
    }

    String vendor() {
        return vendor;
    }

    /** A label as it is sent. */
    record Answer(String batch, String task, String dispatch, String annotator, String choice) {}

    private record Task(String batch, String item, String dispatch, int labels, Set<String> exclude) {

        static Task of(JsonNode line) {
            Set<String> exclude = new HashSet<>();
            line.path("exclude").forEach(name -> exclude.add(name.asText()));
            return new Task(
                    line.path("batch").asText(),
                    line.path("task").asText(),
                    line.path("dispatch").asText(),
                    line.path("labels").asInt(),
                    exclude);
        }
    }

    /** A file that is worked on. */
    private static final class Work {
        private final List<Task> tasks = new ArrayList<>();
        private int turn;
        private int next;

        /** The task whose label of the present turn is due; empty if the file is done. */
        Optional<Task> due() {
            int most = tasks.stream().mapToInt(Task::labels).max().orElse(0);
            while (turn < most) {
                while (next < tasks.size()) {
                    if (turn < tasks.get(next).labels()) {
                        return Optional.of(tasks.get(next));
                    }
                    next++;
                }
                next = 0;
                turn++;
            }
            return Optional.empty();
        }
    }

    /** A task file has come. */
    void sent(String key) {
        waiting.add(key);
    }

    /** The next label; empty if nobody has anything to do. */
    Optional<Answer> next() {
        while (open.size() < FILES_AT_ONCE && !waiting.isEmpty()) {
            open.add(read(waiting.remove()));
        }
        while (!open.isEmpty()) {
            Work work = open.remove();
            Optional<Task> due = work.due();
            if (due.isPresent()) {
                Answer answer = answer(due.get(), work.turn, work.next);
                work.next++;
                open.add(work);
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private Work read(String key) {
        Work work = new Work();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(FileObjects.open(outbox.find(key).orElseThrow(), 0), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                work.tasks.add(Task.of(Json.parse(line.getBytes(StandardCharsets.UTF_8))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return work;
    }

    private Answer answer(Task task, int turn, int place) {
        int person = Math.floorMod(hash(task.dispatch()) + turn * APART + place / IN_A_ROW, people);
        while (task.exclude().contains("w" + person)) {
            person = (person + 1) % people;
        }
        String annotator = "w" + person;
        int right = Math.floorMod(hash(task.item()), classes.size());
        int draw = Math.floorMod(hash(annotator + task.item()), 10_000);
        int said = draw < accuracy * 10_000 ? right : right + 1 + draw % (classes.size() - 1);
        return new Answer(task.batch(), task.item(), task.dispatch(), annotator, classes.get(said % classes.size()));
    }

    /** The last step of MurmurHash3: neighbours among names are none among hashes. */
    private static int hash(String text) {
        int hash = text.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
