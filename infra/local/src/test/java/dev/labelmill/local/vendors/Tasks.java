package dev.labelmill.local.vendors;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Tasks as a vendor reads them. */
final class Tasks {

    static final List<String> CLASSES = List.of("cat", "dog", "owl", "pig");

    private Tasks() {}

    static TaskLine task(String item, int labels, String... exclude) {
        return new TaskLine("d-1", "pets", item, labels, Set.of(exclude), CLASSES);
    }

    static List<TaskLine> many(int count, int labels) {
        return IntStream.range(0, count).mapToObj(i -> task("i" + i, labels)).toList();
    }

    static String line(String dispatch, String item, int labels) {
        return """
                {"schema":"labelmill.task.v1","dispatch":"%s","batch":"pets","task":"%s","labels":%d,"exclude":[],\
                "classes":["cat","dog","owl","pig"],"source":"x","deadline":"2026-11-24T10:00:00Z"}
                """.formatted(dispatch, item, labels);
    }
}
