package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a training starts from, on the real stores. */
class HeadTrainingTest {

    private final Stage stage = new Stage();
    private final TaughtBatches taught = new TaughtBatches(stage);

    @Test
    void a_second_round_starts_from_the_first_ones_head_and_calibrates_by_what_that_foresaw() {
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam").train("b");
        String first = batch("b").model();
        taught.awaitAgain("b").train("b");

        JsonNode one = model(first).get("trained");
        JsonNode two = model(batch("b").model()).get("trained");
        assertThat(one.has("start")).isFalse();
        assertThat(one.at("/foresight/items").asLong()).isZero();
        assertThat(two.get("start").textValue()).isEqualTo(first);
        assertThat(two.get("examples").asInt()).isEqualTo(one.get("examples").asInt() + TaughtBatches.PER_ROUND);
        // The known item has a part in both trainings and is new to neither head.
        assertThat(two.at("/foresight/items").asLong()).isEqualTo(TaughtBatches.PER_ROUND);
        assertThat(two.at("/foresight/microNats")).hasSize(26).allMatch(loss -> loss.asLong() > 0);
    }

    @Test
    void a_projects_next_batch_starts_from_its_last_head_and_learns_the_same_as_without() {
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam").train("b");
        taught.await("cold", "alone", TaughtBatches.WORDS, "ham", "spam").train("cold");

        JsonNode warm = model(batch("b").model());
        JsonNode cold = model(batch("cold").model());
        assertThat(batch("b").start()).isEqualTo(batch("a").model());
        assertThat(warm.at("/trained/start").textValue()).isEqualTo(batch("a").model());
        assertThat(cold.at("/trained").has("start")).isFalse();
        assertThat(warm.at("/trained/foresight/items").asLong()).isZero();
        assertThat(warm.at("/trained/l2").doubleValue())
                .isEqualTo(cold.at("/trained/l2").doubleValue());
        assertThat(warm.at("/trained/temperature").doubleValue())
                .isEqualTo(cold.at("/trained/temperature").doubleValue());
        cold.at("/weights/0")
                .properties()
                .forEach(weight -> assertThat(
                                warm.at("/weights/0").path(weight.getKey()).floatValue())
                        .isCloseTo(weight.getValue().floatValue(), within(.02f)));
    }

    @Test
    void each_kind_of_head_is_remembered_by_itself() {
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        taught.await("classes", "demo", TaughtBatches.WORDS, "spam", "ham").train("classes");
        taught.await("features", "demo", TaughtBatches.PAIRS, "ham", "spam").train("features");
        taught.await("elsewhere", "other", TaughtBatches.WORDS, "ham", "spam").train("elsewhere");
        taught.await("same", "demo", TaughtBatches.WORDS, "ham", "spam").train("same");

        for (String id : List.of("classes", "features", "elsewhere")) {
            assertThat(trained(id).has("start")).isFalse();
        }
        assertThat(trained("same").get("start").textValue())
                .isEqualTo(batch("a").model());
    }

    @Test
    void a_remembered_head_that_is_gone_unreadable_or_of_another_kind_is_no_start_and_holds_nothing_up() {
        taught.await("other", "demo", TaughtBatches.WORDS, "spam", "ham").train("other");
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        String last = pointerTo("models/demo/a/");
        stage.upload("models/demo/half.json", stage.text(batch("a").model()).substring(0, 200));

        int n = 0;
        for (String pointer : List.of(
                "{\"model\":\"models/demo/none.json\"}",
                "{\"model\":\"models/demo/half.json\"}",
                "{\"model\":\"" + batch("other").model() + "\"}",
                "{\"model\":\"" + last + "\"}",
                "{}",
                "[]",
                "no json")) {
            stage.upload(last, pointer);
            String id = "b" + n++;
            taught.await(id, "demo", TaughtBatches.WORDS, "ham", "spam").train(id);

            assertThat(batch(id).phase()).as(pointer).isEqualTo(Phase.SCORING);
            assertThat(trained(id).has("start")).as(pointer).isFalse();
        }
    }

    @Test
    void a_head_whose_maker_died_before_saying_so_is_remembered_when_its_message_comes_again() {
        taught.await("calm", "alone", TaughtBatches.WORDS, "ham", "spam");
        Crash never = Crash.never();
        taught.train("calm", stage.services(never));

        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam");
        taught.train("a", stage.services(Crash.before(never.writes())));
        assertThat(batch("a").phase()).isEqualTo(Phase.SCORING);
        assertThat(stage.bucket().list("models/demo/_last/")).isEmpty();
        assertThat(Events.failures(taught.train("a", 0, stage.services()))).isZero();

        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam").train("b");
        assertThat(trained("b").get("start").textValue()).isEqualTo(batch("a").model());
    }

    @Test
    void a_head_that_is_gone_before_the_next_round_fails_the_batch_and_says_so() {
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        taught.awaitAgain("a");
        String gone = batch("a").model();
        stage.s3.deleteObject(b -> b.bucket(stage.name).key(gone));
        taught.train("a");

        assertThat(batch("a").phase()).isEqualTo(Phase.FAILED);
        assertThat(batch("a").note()).startsWith("train: ").contains(gone);
    }

    @Test
    void a_message_that_comes_again_gives_the_same_bytes_whatever_the_project_has_learnt_meanwhile() {
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        List<String> compared = new ArrayList<>();
        boolean died = true;
        for (int write = 1; died; write++) {
            String id = "b" + write;
            String pointer = pointerTo("models/demo/");
            String last = TaughtBatches.json(stage.text(pointer)).get("model").textValue();
            taught.await(id, "demo", TaughtBatches.WORDS, "ham", "spam");
            Crash crash = Crash.after(write);
            taught.train(id, stage.services(crash));
            died = crash.happened();
            List<String> before = models(id);
            taught.await("c" + write, "demo", TaughtBatches.WORDS, "ham", "spam")
                    .train("c" + write);
            taught.train(id);

            assertThat(batch(id).start()).isEqualTo(last);
            assertThat(models(id)).hasSize(1);
            assertThat(before).isSubsetOf(models(id));
            assertThat(batch(id).phase()).isEqualTo(Phase.SCORING);
            compared.addAll(before);
        }
        assertThat(compared).hasSizeGreaterThanOrEqualTo(2);
    }

    private Batch batch(String id) {
        return stage.batches().get(id).orElseThrow();
    }

    /** What a batch's head says of its training. */
    private JsonNode trained(String batch) {
        return model(batch(batch).model()).get("trained");
    }

    /** Where the project remembers a head whose key begins so. */
    private String pointerTo(String head) {
        return stage.bucket()
                .list("models/demo/_last/")
                .map(object -> object.key())
                .filter(key -> stage.text(key).contains(head))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode model(String key) {
        return TaughtBatches.json(stage.text(key));
    }

    private List<String> models(String batch) {
        return stage.bucket()
                .list("models/demo/" + batch + "/")
                .map(object -> object.key() + " " + stage.text(object.key()))
                .toList();
    }
}
