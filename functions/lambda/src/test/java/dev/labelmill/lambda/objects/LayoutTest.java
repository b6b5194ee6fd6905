package dev.labelmill.lambda.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void an_upload_is_a_batch_and_a_path_and_other_keys_are_none() {
        assertThat(Layout.upload("batches/digits/items/a/b.txt"))
                .contains(new Layout.Upload("digits", "items/a/b.txt"));
        assertThat(Layout.upload("batches/digits/")).isEmpty();
        assertThat(Layout.upload("batches/digits")).isEmpty();
        assertThat(Layout.upload("work/digits/manifest.jsonl")).isEmpty();
        assertThat(Layout.upload("x/batches/digits/batch.json")).isEmpty();
    }

    @Test
    void numbered_keys_sort_as_their_numbers() {
        assertThat(List.of(Layout.scores("b", 9), Layout.scores("b", 10), Layout.scores("b", 100)))
                .isSorted();
    }

    @Test
    void ids_of_any_characters_come_back_as_they_were_stored() {
        Stage stage = new Stage();
        List<String> ids = List.of("i1", "a \"b\"", "\u00e9\u2028x", "two\\lines");

        RoutedIds.write(stage.bucket(), "b", 0, ids);

        assertThat(RoutedIds.read(stage.bucket(), "b", 0)).isEqualTo(ids);
        assertThat(RoutedIds.read(stage.bucket(), "b", 1)).isEmpty();
    }
}
