package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What annotators will say of the tasks that their vendors were given, and when, drawn at random. */
final class Sayings {

    private final Stage stage;
    private final Random random;
    private final Set<String> seen = new HashSet<>();
    private final List<Said> coming = new ArrayList<>();

    Sayings(Stage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    /** Decides what annotators will say of the tasks that a vendor was given. */
    void plan(String vendor) {
        stage.bucket()
                .list("outbox/" + vendor + "/b/")
                .flatMap(object -> stage.text(object.key()).lines())
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> seen.add(
                        line.path("dispatch").asText() + " " + line.path("task").asText()))
                .forEach(line -> plan(vendor, line));
    }

    private void plan(String vendor, JsonNode line) {
        Set<String> excluded = new HashSet<>();
        line.path("exclude").forEach(name -> excluded.add(name.asText()));
        int surplus = random.nextInt(6) == 0 ? 1 : 0;
        IntStream.range(0, 9)
                .mapToObj(n -> vendor.charAt(0) + "" + n)
                .filter(annotator -> !excluded.contains(annotator))
                .limit(line.path("labels").asInt() + surplus)
                .forEach(annotator -> plan(new Said(
                        stage.now.plusSeconds(moment()),
                        vendor,
                        line.path("task").asText(),
                        line.path("dispatch").asText(),
                        annotator,
                        choice(),
                        millis(),
                        1)));
    }

    /** Soon, or after the deadline. */
    private long moment() {
        return random.nextInt(4) == 0 ? 3000 + random.nextInt(9000) : random.nextInt(900);
    }

    String choice() {
        return random.nextInt(3) == 0 ? "no" : "yes";
    }

    Long millis() {
        return random.nextInt(4) == 0 ? null : (long) random.nextInt(90_000);
    }

    private void plan(Said first) {
        if (random.nextInt(8) == 0) {
            return;
        }
        coming.add(first);
        Instant later = first.at().plusSeconds(random.nextInt(3000));
        switch (random.nextInt(10)) {
            case 0, 1 -> coming.add(first.again(later, first.choice(), first.millis(), 1));
            case 2 -> coming.add(first.again(later, choice(), millis(), 2));
            case 3 -> coming.add(first.again(later, choice(), null, 2));
            case 4 -> coming.add(first.again(later, null, null, 2));
            case 5 -> {
                coming.add(first.again(later, null, null, 2));
                coming.add(first.again(later.plusSeconds(random.nextInt(3000)), choice(), millis(), 3));
            }
            case 6 -> coming.add(first.again(later, "perhaps", millis(), 2));
            case 7 -> {
                coming.add(first.again(later.plus(Duration.ofDays(1)), choice(), millis(), 3));
                coming.add(first.again(later, null, null, 2));
            }
            default -> {}
        }
    }

    /** What has come due since the last time, in its order. */
    List<Said> due() {
        List<Said> due = coming.stream()
                .filter(said -> !said.at().isAfter(stage.now))
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .toList();
        coming.removeAll(due);
        return due;
    }
}
