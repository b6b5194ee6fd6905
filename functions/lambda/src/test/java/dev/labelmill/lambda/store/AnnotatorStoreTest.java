package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.AnnotatorStore.Reviewed;
import dev.labelmill.lambda.tally.RowTotals;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatorStoreTest {

    private final Stage stage = Stage.onServers();
    private final AnnotatorStore annotators = new AnnotatorStore(stage.table());

    private static Reviewed reviewed(String annotator, String review) {
        return new Reviewed("b", "crowd", annotator, 12, 1, review);
    }

    @Test
    void a_batchs_annotators_are_read_back_without_those_of_others() {
        annotators.keep(reviewed("w2", "{}"));
        annotators.keep(reviewed("w#1", "{\"annotator\":\"crowd/w#1\"}"));
        annotators.keep(new Reviewed("b2", "crowd", "w3", 1, 0, "{}"));

        assertThat(annotators.of("b"))
                .containsExactly(reviewed("w#1", "{\"annotator\":\"crowd/w#1\"}"), reviewed("w2", "{}"));
    }

    /** A conclusion that died half-way is made again, perhaps by a newer version; two at once may say the same. */
    @Test
    void what_is_said_again_is_not_written_again_and_what_is_said_otherwise_replaces_it() {
        assertThat(annotators.keep(reviewed("w1", "{}"))).isTrue();
        assertThat(annotators.keep(reviewed("w1", "{}"))).isFalse();
        assertThat(annotators.keep(reviewed("w1", "{\"labels\":1}"))).isTrue();

        assertThat(annotators.of("b")).containsExactly(reviewed("w1", "{\"labels\":1}"));
        assertThat(stage.changes()).hasSize(2);
    }

    @Test
    void readers_of_the_batchs_other_rows_do_not_see_them_and_totals_do_not_count_them() {
        stage.chunks().cut(List.of(Chunk.cut("b", 0, "batches/b/manifest.jsonl", 0, 10, "etag")));
        annotators.keep(reviewed("w1", "{}"));

        assertThat(stage.chunks().of("b")).hasSize(1);
        assertThat(stage.batches().get("b")).isEmpty();
        assertThat(StreamRecord.of(Events.changed(stage.changes())))
                .filteredOn(record -> record.sk().startsWith(Keys.ANNOTATOR_SK))
                .hasSize(1)
                .allSatisfy(record ->
                        assertThat(RowTotals.of(record.after().orElseThrow())).isEmpty());
    }
}
