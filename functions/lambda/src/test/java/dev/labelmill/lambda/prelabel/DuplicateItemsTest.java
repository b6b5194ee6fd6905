package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import org.junit.jupiter.api.Test;

/** Ids that come again in another chunk. */
class DuplicateItemsTest {

    /** So strict that the 30 gold items of {@link #manifest} are too few for it, and twice as many are enough. */
    private static final String STRICT = Manifest.SETTINGS.replace(
            "\"targetError\":0.3,\"confidence\":0.8", "\"targetError\":0.05,\"confidence\":0.95");

    /** Gold that the labeler is sure of and right about, items like it that nobody knows, and some that are unclear. */
    private static Manifest manifest(int times) {
        Manifest manifest = new Manifest();
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < 30; i++) {
                manifest.item("g" + i, "a fine thing").item("i" + i, "a fine thing");
            }
            for (int i = 0; i < 30; i++) {
                manifest.item("u" + i, "a thing");
            }
        }
        return manifest;
    }

    private static String gold() {
        StringBuilder gold = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            gold.append("{\"id\":\"g" + i + "\",\"label\":\"good\"}\n");
        }
        return gold.toString();
    }

    private static PrelabeledBatch run(int times, String settings) {
        PrelabeledBatch prelabeled = new PrelabeledBatch();
        prelabeled.upload(manifest(times), gold(), settings);
        prelabeled.run();
        return prelabeled;
    }

    private static Batch batch(PrelabeledBatch prelabeled) {
        return prelabeled.stage.batches().get("b").orElseThrow();
    }

    @Test
    void a_manifest_appended_to_itself_has_the_plan_of_the_manifest_alone() {
        PrelabeledBatch once = run(1, STRICT);
        PrelabeledBatch twice = run(2, STRICT);

        assertThat(batch(once).duplicates()).isEqualTo(Duplicates.NONE);
        assertThat(batch(twice).duplicates().items()).isEqualTo(90);
        assertThat(batch(twice).duplicates().gold()).isEqualTo(30);
        assertThat(batch(twice).plan()).isEqualTo(batch(once).plan());
        assertThat(batch(twice).plan().cutoffBin())
                .as("30 gold items are too few")
                .isEmpty();
        assertThat(twice.sum(Chunk::people)).isEqualTo(60);
        assertThat(twice.sum(Chunk::rejected)).isEqualTo(90);
    }

    @Test
    void audits_are_drawn_from_the_items_that_there_are() {
        PrelabeledBatch once = run(1, Manifest.SETTINGS);
        PrelabeledBatch thrice = run(3, Manifest.SETTINGS);

        assertThat(batch(once).plan().cutoffBin()).isPresent();
        assertThat(batch(thrice).plan()).isEqualTo(batch(once).plan());
        assertThat(thrice.sum(Chunk::autoAccepted)).isEqualTo(once.sum(Chunk::autoAccepted));
        assertThat(thrice.sum(Chunk::autoAudited)).isEqualTo(once.sum(Chunk::autoAudited));
    }

    @Test
    void without_a_labeler_gold_that_comes_again_counts_once_too() {
        String settings =
                STRICT.replaceAll("(?s)\"prelabel\":.*?\\]},", "").replaceAll("\"autoAccept\":\\{[^}]*},", "");

        PrelabeledBatch once = run(1, settings);
        PrelabeledBatch twice = run(2, settings);

        assertThat(batch(twice).duplicates().gold()).isEqualTo(30);
        assertThat(batch(twice).plan()).isEqualTo(batch(once).plan());
    }

    @Test
    void
            in_a_batch_that_learns_the_first_sample_of_a_manifest_appended_to_itself_is_as_large_as_of_the_manifest_alone() {
        String settings = Manifest.SETTINGS.replaceAll(
                "(?s)\"prelabel\":.*?\\]},",
                "\"prelabel\":{\"labeler\":\"trained\",\"features\":{\"kind\":\"hashed-ngrams\",\"buckets\":512,"
                        + "\"minN\":1,\"maxN\":1}},\"rounds\":{\"firstSample\":20,\"perRound\":5,\"most\":2,"
                        + "\"labelBudget\":200,\"calibrationShare\":0.4},");

        PrelabeledBatch once = run(1, settings);
        PrelabeledBatch twice = run(2, settings);

        assertThat(batch(twice).duplicates().scores().total())
                .as("gold is no part of the sample")
                .isEqualTo(60);
        assertThat(batch(twice).plan()).isEqualTo(batch(once).plan());
        assertThat(twice.sum(Chunk::people)).isEqualTo(once.sum(Chunk::people)).isBetween(10L, 30L);
    }
}
