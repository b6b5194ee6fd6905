package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordedJudgementsTest {

    private static final String ITEM = "0273f487d52c16d2";

    private final RecordedJudgements birds =
            RecordedJudgements.read(Path.of(System.getProperty("labelmill.root"), "events/batches/birds/replay.jsonl"));

    @Test
    void judgements_are_played_back_in_the_order_of_the_file() {
        assertThat(birds.answers(task(5)))
                .extracting(Answer::annotator, Answer::choice)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"worker-01\", \"Sparrow\")",
                        "(\"worker-02\", \"Canary\")",
                        "(\"worker-03\", \"Canary\")",
                        "(\"worker-04\", \"Canary\")",
                        "(\"worker-05\", \"Canary\")");
    }

    @Test
    void no_more_than_wanted_and_nobody_excluded() {
        assertThat(birds.answers(task(2, "worker-01", "worker-03")))
                .extracting(Answer::annotator)
                .containsExactly("worker-02", "worker-04");
    }

    @Test
    void an_item_without_judgements_gets_no_answer() {
        assertThat(birds.answers(Tasks.task("unheard-of", 3))).isEmpty();
    }

    private static TaskLine task(int labels, String... exclude) {
        return new TaskLine("d-1", "birds", ITEM, labels, Set.of(exclude), List.of("Canary", "Sparrow"));
    }
}
