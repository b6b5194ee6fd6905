package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Stage;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Trainings of the same round that overlap: a head that one of them has written keeps its bytes. */
class HeadKeyTest {

    private final Stage stage = new Stage();

    /** Dies once its head is written, before the batch knows of it. */
    private void half(TaughtBatches taught, String batch) {
        taught.train(batch, stage.services(Crash.before(3)));
        assertThat(heads(batch)).hasSize(1);
        assertThat(stage.batches().get(batch).orElseThrow().model()).isEmpty();
    }

    private Map<String, String> heads(String batch) {
        return stage.bucket()
                .list("models/demo/" + batch + "/")
                .collect(Collectors.toMap(object -> object.key(), object -> stage.text(object.key())));
    }

    @Test
    void of_two_trainings_with_a_changed_item_between_them_none_replaces_the_others_head() {
        TaughtBatches taught = TaughtBatches.ofObjects(stage);
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam");
        half(taught, "b");
        Map<String, String> before = heads("b");

        TaughtBatches.store(stage, 4, "win win win money");
        taught.train("b");

        assertThat(heads("b")).hasSize(2).containsAllEntriesOf(before);
    }

    @Test
    void of_two_trainings_whose_start_went_between_them_none_replaces_the_others_head() {
        TaughtBatches taught = new TaughtBatches(stage);
        taught.await("a", "demo", TaughtBatches.WORDS, "ham", "spam").train("a");
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam");
        half(taught, "b");
        Map<String, String> before = heads("b");

        String start = stage.batches().get("b").orElseThrow().start();
        stage.s3.deleteObject(request -> request.bucket(stage.name).key(start));
        taught.train("b");

        assertThat(heads("b")).hasSize(2).containsAllEntriesOf(before);
    }

    @Test
    void a_training_that_is_repeated_writes_the_same_head_again() {
        TaughtBatches taught = TaughtBatches.ofObjects(stage);
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam");
        half(taught, "b");
        Map<String, String> before = heads("b");

        taught.train("b");

        assertThat(heads("b")).isEqualTo(before);
    }
}
