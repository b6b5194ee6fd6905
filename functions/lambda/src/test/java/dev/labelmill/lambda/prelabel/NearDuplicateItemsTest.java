package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Crash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items that are the same, or nearly, as one of an earlier chunk. */
class NearDuplicateItemsTest {

    private static final String SETTINGS = Manifest.SETTINGS
            .replaceAll(
                    "(?s)\"prelabel\":.*?\\]},", "\"prelabel\":{\"labeler\":\"linear\",\"model\":\"models/m.json\"},")
            .replaceAll("\"autoAccept\":\\{[^}]*},", "");

    private static final String NEAR = "{\"nearDuplicates\":{\"similarity\":0.9}," + SETTINGS.substring(1);
    private static final String SAME = NEAR.replace("\"similarity\":0.9", "\"similarity\":1");

    private static final int ITEMS = 30;
    private static final int WORDS = 14;

    private static String text(int item, int changed) {
        return IntStream.range(0, WORDS)
                .mapToObj(word -> word < changed ? "new" + item + "x" + word : "w" + item + "x" + word)
                .collect(Collectors.joining(" "));
    }

    private static Manifest originals() {
        Manifest manifest = new Manifest();
        IntStream.range(0, ITEMS).forEach(item -> manifest.item("i" + item, text(item, 0)));
        return manifest;
    }

    /** Each original comes again: of every three once as it was, once with one word changed, once with half of them. */
    private static Manifest manifest() {
        Manifest manifest = originals();
        IntStream.range(0, ITEMS)
                .forEach(item -> manifest.item(
                        "again" + item, text(item, List.of(0, 1, WORDS / 2).get(item % 3))));
        return manifest;
    }

    private static PrelabeledBatch uploaded(Manifest manifest, String gold, String settings) {
        PrelabeledBatch prelabeled = new PrelabeledBatch();
        String zeros = Collections.nCopies(4096, "0").toString();
        prelabeled.stage.upload(
                "models/m.json",
                "{\"version\":\"1\",\"features\":{\"kind\":\"hashed-ngrams\",\"hash\":\"polynomial\",\"buckets\":4096,\"minN\":1,\"maxN\":1},"
                        + "\"classes\":[\"bad\",\"good\"],\"weights\":[" + zeros + "," + zeros + "],\"bias\":[0,1]}");
        prelabeled.upload(manifest, gold, settings);
        return prelabeled;
    }

    private static PrelabeledBatch run(Manifest manifest, String gold, String settings) {
        PrelabeledBatch prelabeled = uploaded(manifest, gold, settings);
        Batch batch = prelabeled.run();
        assertThat(batch.phase()).as(batch.note()).isEqualTo(Phase.LABELLING);
        return prelabeled;
    }

    private static String gold(String... ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(n -> "{\"id\":\"" + ids[n] + "\",\"label\":\"good\"}\n")
                .collect(Collectors.joining());
    }

    private static Batch batch(PrelabeledBatch prelabeled) {
        return prelabeled.stage.batches().get("b").orElseThrow();
    }

    /** Who takes whose label, by the ids in their lines. */
    private static Map<String, String> groups(PrelabeledBatch prelabeled) {
        String lines = prelabeled.stage.text("batches/b/manifest.jsonl");
        Map<String, String> groups = new TreeMap<>();
        for (String line :
                prelabeled.stage.text(Layout.nearDuplicates("b")).lines().toList()) {
            String[] parts = line.split("\t");
            groups.put(idAt(lines, Integer.parseInt(parts[1])), idAt(lines, Integer.parseInt(parts[3])));
        }
        return groups;
    }

    private static String idAt(String lines, int offset) {
        byte[] line = lines.substring(offset, lines.indexOf('\n', offset)).getBytes(StandardCharsets.UTF_8);
        return Item.read(line, 0, line.length).id();
    }

    @Test
    void items_that_are_nearly_the_same_as_one_of_an_earlier_chunk_get_no_task() {
        PrelabeledBatch prelabeled = run(manifest(), gold(), NEAR);

        assertThat(prelabeled.chunks()).hasSizeGreaterThan(5);
        Map<String, String> groups = groups(prelabeled);
        for (int item = 0; item < ITEMS; item += 3) {
            assertThat(groups).as("as it was").containsEntry("again" + item, "i" + item);
            assertThat(groups).as("half of it is new").doesNotContainKey("again" + (item + 2));
        }
        assertThat(groups).hasSizeGreaterThan(ITEMS / 3 + ITEMS / 6);
        groups.forEach((item, representative) ->
                assertThat(representative.substring(1)).isEqualTo(item.substring("again".length())));
        assertThat(prelabeled.tasks()).extracting(Task::item).doesNotContainAnyElementsOf(groups.keySet());
        assertThat(prelabeled.sum(Chunk::nearDuplicates)).isEqualTo(groups.size());
        assertThat(prelabeled.sum(Chunk::people)).isEqualTo(2 * ITEMS - groups.size());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(2 * ITEMS);
    }

    @Test
    void a_similarity_of_one_finds_the_same_and_nothing_else() {
        assertThat(groups(run(manifest(), gold(), SAME)))
                .isEqualTo(IntStream.range(0, ITEMS)
                        .filter(item -> item % 3 == 0)
                        .boxed()
                        .collect(Collectors.toMap(item -> "again" + item, item -> "i" + item)));
    }

    @Test
    void the_plan_is_that_of_the_items_that_are_labelled() {
        Manifest twice = originals();
        IntStream.range(0, ITEMS).forEach(item -> twice.item("again" + item, text(item, 0)));
        PrelabeledBatch alone = run(originals(), gold("i1", "i2"), SAME);
        PrelabeledBatch together = run(twice, gold("i1", "i2"), SAME);

        assertThat(batch(together).duplicates().near().items()).isEqualTo(ITEMS);
        assertThat(batch(together).plan()).isEqualTo(batch(alone).plan());
        assertThat(together.sum(Chunk::people)).isEqualTo(alone.sum(Chunk::people));
    }

    @Test
    void an_item_with_a_known_answer_stays_and_may_represent_others() {
        PrelabeledBatch prelabeled = run(manifest(), gold("again0", "i3"), SAME);

        assertThat(groups(prelabeled)).doesNotContainKey("again0").containsEntry("again3", "i3");
        assertThat(prelabeled.tasks().stream().filter(task -> task.stratum() == Stratum.GOLD))
                .extracting(Task::item)
                .containsExactlyInAnyOrder("again0", "i3");
    }

    @Test
    void a_line_that_is_rejected_for_its_id_represents_nobody() {
        Manifest manifest = originals();
        manifest.item("i0", text(100, 0)).item("late", text(100, 0)).item("later", text(100, 0));

        assertThat(groups(run(manifest, gold(), SAME))).isEqualTo(Map.of("later", "late"));
    }

    @Test
    void without_being_asked_for_nothing_is_compared() {
        PrelabeledBatch prelabeled = run(manifest(), gold(), SETTINGS);

        assertThat(prelabeled.sum(Chunk::nearDuplicates)).isZero();
        assertThat(prelabeled.sum(Chunk::people)).isEqualTo(2 * ITEMS);
        assertThat(prelabeled.stage.bucket().list("work/b/signatures/")).isEmpty();
    }

    @Test
    void a_run_that_died_at_any_write_finds_the_same_groups() {
        Crash counting = Crash.never();
        Map<String, Object> calm = runDieing(counting);
        assertThat(calm.get("object " + Layout.nearDuplicates("b")).toString()).isNotEmpty();

        for (int at = 1; at <= counting.writes(); at++) {
            Crash crash = at % 2 == 0 ? Crash.before(at) : Crash.after(at);
            Map<String, Object> state = runDieing(crash);

            assertThat(crash.happened()).isTrue();
            assertThat(state).as("died at write %d", at).isEqualTo(calm);
        }
    }

    private static Map<String, Object> runDieing(Crash crash) {
        Manifest manifest = new Manifest();
        IntStream.range(0, 5).forEach(item -> manifest.item("i" + item, text(item, 0)));
        IntStream.range(0, 5).forEach(item -> manifest.item("again" + item, text(item, item % 2)));
        PrelabeledBatch own = uploaded(manifest, gold("i1"), NEAR);
        own.flow.dieing(crash);
        own.run();
        return own.flow.canonical();
    }
}
