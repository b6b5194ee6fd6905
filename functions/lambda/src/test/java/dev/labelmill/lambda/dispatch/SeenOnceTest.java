package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Nobody sees an item twice, whatever becomes of leases, labels and claims: those who ask are never given it again, lines for
 * others, which a vendor fetches or is sent, exclude them, and a vendor that heeds no such names gets no item again that one of its
 * people has answered.
 */
class SeenOnceTest {

    private static final int ITEMS = 6;
    private static final int STEPS = 45;

    /** The vendors that had an item. */
    private static final Set<String> SEEN = new HashSet<>();

    /** Vendors of the crowd: the annotators of one ask, others fetch their tasks, and those of the last get what comes. */
    private static final String SETTINGS = PullDesk.SETTINGS.replace(
            "{\"name\":\"experts\"",
            "{\"name\":\"second\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":100,\"deadlineSeconds\":1800},"
                    + "{\"name\":\"careless\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":100,\"deadlineSeconds\":1800,"
                    + "\"excludes\":false},"
                    + "{\"name\":\"experts\"");

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatever_happens_nobody_is_given_an_item_again(@ForAll long seed) {
        new Run(new Random(seed)).steps();
    }

    /** In one course a vendor may have no item at all, in all of them none has. */
    @AfterContainer
    static void every_vendor_had_items() {
        assertThat(SEEN).contains("crowd", "second", "careless");
    }

    /** One course of events. */
    private static final class Run {
        private final Random random;
        private final PullDesk desk;
        private final Set<String> given = new HashSet<>();
        /** What somebody of either vendor has in hand, or had. */
        private final List<Given> tasks = new ArrayList<>();

        /** Who of a vendor that fetches has said anything of its item that the task knows, be it taken back. */
        private final Map<String, Set<String>> answered = new HashMap<>();

        /** Files come in no order, so that a line is known by its dispatch and item. */
        private final Set<String> fetched = new HashSet<>();

        private int revision = 1;

        private record Given(String vendor, String annotator, String item, String dispatch, String lease) {}

        Run(Random random) {
            this.random = random;
            this.desk = PullDesk.of(SETTINGS).people(ITEMS - 2);
            desk.stage
                    .bucket()
                    .put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
            IntStream.range(ITEMS - 2, ITEMS).forEach(i -> desk.desk.gold(i, 0.3));
            desk.stage.secrets = secrets();
            desk.desk.dispatch();
        }

        private static String secrets() {
            try {
                Path file = Files.createTempFile("labelmill", "secrets.json");
                file.toFile().deleteOnExit();
                ObjectNode secrets = Json.object();
                for (String vendor : List.of("crowd", "second", "careless")) {
                    secrets.putObject(vendor).put("scheme", "standard-webhooks").put("current", Signed.KEY);
                }
                Files.writeString(file, Json.write(secrets));
                return file.toUri().toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void steps() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> ask("a" + random.nextInt(4), 1 + random.nextInt(3));
                    case 3 -> say(random.nextInt(4) == 0);
                    case 4 -> say(false);
                    case 5 -> release();
                    case 6 -> score();
                    default -> expire();
                }
                fetch();
            }
            tasks.forEach(one -> SEEN.add(one.vendor()));
        }

        private void ask(String annotator, int most) {
            for (JsonNode task : desk.ask(annotator, most)) {
                String item = task.at("/task/task").asText();
                assertThat(given.add(annotator + " " + item))
                        .as(annotator + " has had " + item)
                        .isTrue();
                tasks.add(new Given(
                        "crowd",
                        annotator,
                        item,
                        task.at("/task/dispatch").asText(),
                        task.path("lease").asText()));
            }
        }

        /** New lines: two of the vendor's people who are not excluded see each. */
        private void fetch() {
            for (JsonNode line : desk.desk.lines("second")) {
                Set<String> excluded = new HashSet<>();
                line.path("exclude").forEach(name -> excluded.add(name.asText()));
                if (isNew(line)) {
                    assertThat(excluded).containsAll(answered("second", line));
                    see("second", line, excluded);
                }
            }
            for (JsonNode line : desk.desk.lines("careless")) {
                if (isNew(line)) {
                    boolean alone = desk.stage
                            .tasks()
                            .get("b", line.path("task").asText())
                            .orElseThrow()
                            .ballots()
                            .isEmpty();
                    assertThat(alone || answered("careless", line).isEmpty())
                            .as("nobody has answered " + line)
                            .isTrue();
                    see("careless", line, Set.of());
                }
            }
        }

        private boolean isNew(JsonNode line) {
            return fetched.add(
                    line.path("dispatch").asText() + " " + line.path("task").asText());
        }

        private Set<String> answered(String vendor, JsonNode line) {
            return answered.getOrDefault(vendor + " " + line.path("task").asText(), Set.of());
        }

        private void see(String vendor, JsonNode line, Set<String> excluded) {
            IntStream.range(0, 6)
                    .mapToObj(n -> vendor.charAt(0) + "" + n)
                    .filter(annotator -> !excluded.contains(annotator))
                    .limit(2)
                    .forEach(annotator -> tasks.add(new Given(
                            vendor,
                            annotator,
                            line.path("task").asText(),
                            line.path("dispatch").asText(),
                            "")));
        }

        /** Somebody answers, corrects an answer, or takes it back. */
        private void say(boolean deleted) {
            if (tasks.isEmpty()) {
                return;
            }
            Given of = tasks.get(random.nextInt(tasks.size()));
            ObjectNode body = Json.object()
                    .put("type", deleted ? "labels.deleted" : "labels.submitted")
                    .put("timestamp", desk.stage.now.toString());
            ObjectNode label = body.putObject("data")
                    .put("batch", "b")
                    .putArray("labels")
                    .addObject()
                    .put("task", of.item())
                    .put("dispatch", of.dispatch())
                    .put("annotator", of.annotator())
                    .put("revision", ++revision);
            if (!deleted) {
                label.put("choice", random.nextBoolean() ? "yes" : "no");
            }
            desk.stage
                    .services()
                    .webhook()
                    .handle(Signed.request("/webhooks/" + of.vendor(), desk.nextId(), desk.stage.now, body));
        }

        private void release() {
            if (!tasks.isEmpty()) {
                Given of = tasks.get(random.nextInt(tasks.size()));
                if (!of.lease().isEmpty()) {
                    desk.about("tasks.released", of.annotator(), List.of(of.lease()));
                }
            }
        }

        private void score() {
            IntStream.range(0, ITEMS).forEach(i -> {
                List<Label> stored = desk.stage.labels().of("b", "i" + i);
                desk.stage.tasks().update("b", "i" + i, 2, task -> {
                    Task after = task;
                    for (Label label : stored) {
                        after = after.receive(label, Samples.judge(0));
                    }
                    return after;
                });
                stored.stream()
                        .forEach(label -> answered.computeIfAbsent(
                                        label.vendor() + " " + label.item(), item -> new HashSet<>())
                                .add(label.annotator()));
                List<String> voters =
                        desk.task(i).ballots().stream().map(Ballot::who).toList();
                assertThat(voters).doesNotHaveDuplicates();
            });
            desk.desk.dispatch();
        }

        /** Leases end, or claims. */
        private void expire() {
            desk.wait(Duration.ofMinutes(1 + random.nextInt(40)));
            desk.desk.sweep(desk.stage.now);
            desk.desk.dispatch();
        }
    }
}
