package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

class LabelStoreTest {

    private static final Stage STAGE = Stage.onServers();

    private final LabelStore labels = STAGE.labels();

    @Test
    void the_highest_revision_stays_however_they_come() {
        assertThat(labels.store(Samples.label("b", "i1", "w1", 0, 2))).isTrue();
        assertThat(labels.store(Samples.label("b", "i1", "w1", 1, 1))).isFalse();
        assertThat(labels.store(Samples.label("b", "i1", "w1", 1, 2))).isFalse();
        assertThat(labels.store(Samples.label("b", "i1", "w1", 1, 10))).isTrue();

        assertThat(labels.of("b", "i1")).containsExactly(Samples.label("b", "i1", "w1", 1, 10));
    }

    @Test
    void a_deletion_keeps_older_revisions_out_and_lets_newer_ones_in() {
        labels.store(Samples.label("b", "i2", "w1", 0, 1));
        assertThat(labels.store(Samples.tombstone("b", "i2", "w1", 2))).isTrue();
        assertThat(labels.store(Samples.label("b", "i2", "w1", 0, 1))).isFalse();
        assertThat(labels.of("b", "i2"))
                .singleElement()
                .satisfies(l -> assertThat(l.isTombstone()).isTrue());

        assertThat(labels.store(Samples.label("b", "i2", "w1", 1, 3))).isTrue();
        assertThat(labels.of("b", "i2")).extracting(Label::isTombstone).containsExactly(true, false);
        assertThat(labels.of("b", "i2", "crowd").standing("w1")).hasValue(Samples.label("b", "i2", "w1", 1, 3));
    }

    @Test
    void what_was_decided_by_a_list_that_others_changed_is_not_stored() {
        VendorLabels empty = labels.of("b", "i4", "crowd");
        assertThat(labels.store(empty, Samples.label("b", "i4", "w1", 0, 1))).isTrue();
        assertThat(labels.store(empty, Samples.label("b", "i4", "w2", 0, 1))).isFalse();

        VendorLabels first = labels.of("b", "i4", "crowd");
        assertThat(labels.store(first, Samples.tombstone("b", "i4", "w1", 2))).isTrue();
        assertThat(labels.store(first, Samples.label("b", "i4", "w1", 1, 3))).isFalse();
        assertThat(labels.of("b", "i4")).containsExactly(Samples.tombstone("b", "i4", "w1", 2));
    }

    @Test
    void labels_of_other_annotators_and_tasks_are_rows_of_their_own() {
        labels.store(Samples.label("b", "i3", "w1", 0, 1));
        labels.store(Samples.label("b", "i3", "w10", 1, 1));
        labels.store(Samples.label("b", "i33", "w1", 1, 1));
        STAGE.tasks().insert(Samples.task("b", "i3", 0.5), 1);

        assertThat(labels.of("b", "i3")).extracting(Label::annotator).containsExactly("w1", "w10");
        LabelledTask whole = labels.withTask("b", "i3").orElseThrow();
        assertThat(whole.task()).isEqualTo(STAGE.tasks().get("b", "i3").orElseThrow());
        assertThat(whole.labels()).isEqualTo(labels.of("b", "i3"));
        assertThat(labels.withTask("b", "i33"))
                .as("an item with labels and no task")
                .isEmpty();
    }
}
