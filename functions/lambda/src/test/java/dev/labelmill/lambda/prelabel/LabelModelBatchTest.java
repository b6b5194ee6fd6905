package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.weak.RuleFindings;
import dev.labelmill.lambda.stage.Crash;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches whose rules are weighed by a label model. */
class LabelModelBatchTest {

    private static final String RULES = "\"combine\":\"label-model\",\"rules\":["
            + "{\"class\":\"good\",\"keyword\":\"fine\"},{\"class\":\"good\",\"keyword\":\"nice\"},"
            + "{\"class\":\"good\",\"keyword\":\"the\"},"
            + "{\"class\":\"bad\",\"keyword\":\"poor\"},{\"class\":\"bad\",\"keyword\":\"ugly\"}]";

    private static String settings(String rules) {
        return Manifest.SETTINGS.replaceAll("(?s)\"rules\":\\[.*?\\]", rules);
    }

    private static String item(int i) {
        Random random = new Random(i);
        boolean good = i % 2 == 0;
        StringBuilder text = new StringBuilder("thing");
        word(text, "fine", random.nextDouble() < (good ? 0.7 : 0.04));
        word(text, "nice", random.nextDouble() < (good ? 0.6 : 0.04));
        word(text, "the", random.nextDouble() < 0.5);
        word(text, "poor", random.nextDouble() < (good ? 0.04 : 0.7));
        word(text, "ugly", random.nextDouble() < (good ? 0.04 : 0.6));
        return text.toString();
    }

    private static void word(StringBuilder text, String word, boolean present) {
        text.append(present ? " " + word : "");
    }

    /** Items of which every second is good; rules find that out with errors, and "the" knows nothing of it. */
    private static Manifest manifest(int items) {
        Manifest manifest = new Manifest();
        for (int i = 0; i < items; i++) {
            manifest.item("i" + i, item(i));
        }
        return manifest;
    }

    /** Answers of a third of the items. */
    private static String gold(int items) {
        StringBuilder gold = new StringBuilder();
        for (int i = 0; i < items; i += 3) {
            gold.append("{\"id\":\"i" + i + "\",\"label\":\"" + (i % 2 == 0 ? "good" : "bad") + "\"}\n");
        }
        return gold.toString();
    }

    private static PrelabeledBatch run(Manifest manifest, int items) {
        PrelabeledBatch prelabeled = new PrelabeledBatch();
        prelabeled.upload(manifest, gold(items), settings(RULES));
        assertThat(prelabeled.run().phase()).isEqualTo(Phase.LABELLING);
        return prelabeled;
    }

    private static Batch batch(PrelabeledBatch prelabeled) {
        return prelabeled.stage.batches().get("b").orElseThrow();
    }

    private static RuleFindings findings(PrelabeledBatch prelabeled) {
        return new RuleFiles(prelabeled.stage.bucket())
                .findings(batch(prelabeled))
                .orElseThrow();
    }

    @Test
    void rules_are_trusted_as_far_as_they_agree_and_what_gold_confirms_is_accepted() {
        PrelabeledBatch prelabeled = run(manifest(600), 600);
        RuleFindings found = findings(prelabeled);

        assertThat(prelabeled.chunks()).hasSizeGreaterThan(3);
        assertThat(found.fitted().orElseThrow().items()).isEqualTo(600);
        assertThat(found.fitted().get().model().accuracy(0)).isCloseTo(0.95, within(0.06));
        assertThat(found.fitted().get().model().accuracy(2)).isCloseTo(0.5, within(0.12));
        assertThat(found.counts().get(0).items()).isEqualTo(600);
        assertThat(found.counts().get(0).conflicted()).isPositive();
        assertThat(batch(prelabeled).plan().cutoffBin()).isPresent();
        assertThat(batch(prelabeled).weighed().calibrationItems()).isBetween(150L, 200L);
        assertThat(prelabeled.sum(Chunk::autoAccepted)).isGreaterThan(200);
        assertThat(prelabeled.accepted())
                .allSatisfy(line -> assertThat(line.confidence()).isGreaterThan(0.5));
    }

    @Test
    void an_item_that_no_rule_labels_has_no_pre_label_and_goes_to_people() {
        PrelabeledBatch prelabeled = run(manifest(300).item("silent", "nothing"), 300);

        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.item().equals("silent"))
                .singleElement()
                .extracting(Task::prelabel)
                .isNull();
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.prelabel() != null)
                .isNotEmpty();
    }

    @Test
    void lines_whose_id_comes_again_are_no_witnesses() {
        Manifest twice = manifest(150);
        for (int i = 0; i < 150; i++) {
            twice.item("i" + i, item(i));
        }
        PrelabeledBatch once = run(manifest(150), 150);
        PrelabeledBatch doubled = run(twice, 150);

        assertThat(batch(doubled).duplicates().items()).isEqualTo(150);
        assertThat(findings(doubled)).isEqualTo(findings(once));
        assertThat(batch(doubled).weighed()).isEqualTo(batch(once).weighed());
        assertThat(batch(doubled).plan()).isEqualTo(batch(once).plan());
    }

    @Test
    void rules_with_weights_are_counted_too_and_pre_label_as_ever() {
        PrelabeledBatch prelabeled = new PrelabeledBatch();
        prelabeled.run(Manifest.of(30), Manifest.SETTINGS);

        assertThat(findings(prelabeled).fitted()).isEmpty();
        assertThat(findings(prelabeled).counts()).allSatisfy(rule -> {
            assertThat(rule.matched()).isEqualTo(10);
            assertThat(rule.overlapped()).isZero();
            assertThat(rule.right()).isEqualTo(rule.known());
        });
    }

    @Test
    void two_rules_and_rules_with_weights_are_refused_with_a_reason() {
        for (Map.Entry<String, String> wrong : Map.of(
                        RULES.replaceAll(",\\{\"class\":\"good\",\"keyword\":\"the.*", "]"),
                        "needs at least 3 rules",
                        RULES.replace("\"ugly\"", "\"ugly\",\"weight\":2"),
                        "finds weights itself")
                .entrySet()) {
            PrelabeledBatch prelabeled = new PrelabeledBatch();
            prelabeled.upload(manifest(9), gold(9), settings(wrong.getKey()));

            assertThat(prelabeled.stage.batches().get("b")).isEmpty();
            assertThat(prelabeled.stage.rejections("batch/b"))
                    .anySatisfy(row -> assertThat(row.reason()).contains(wrong.getValue()));
        }
    }

    @Test
    void a_run_that_died_while_rules_were_weighed_ends_like_the_calm_one() {
        Crash counting = Crash.never();
        Map<String, Object> calm = runDieing(counting);
        int writes = counting.writes();
        assertThat(writes).isGreaterThan(6);

        for (int at = 1; at <= Math.min(writes, 10); at++) {
            Crash crash = at % 2 == 0 ? Crash.before(at) : Crash.after(at);

            assertThat(runDieing(crash)).as("died at write %d", at).isEqualTo(calm);
            assertThat(crash.happened()).isTrue();
        }
    }

    private static Map<String, Object> runDieing(Crash crash) {
        PrelabeledBatch own = new PrelabeledBatch();
        own.upload(manifest(9).item("i0", "again fine"), gold(9), settings(RULES));
        own.flow.dieing(crash);
        own.run();
        return own.flow.canonical();
    }
}
