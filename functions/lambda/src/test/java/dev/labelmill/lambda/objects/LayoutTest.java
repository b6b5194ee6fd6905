package dev.labelmill.lambda.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.stream.IntStream;
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
        assertThat(List.of(Layout.accepted("b", 0, 9), Layout.accepted("b", 0, 10), Layout.accepted("b", 0, 100)))
                .isSorted();
    }

    @Test
    void ids_of_any_characters_come_back_as_they_were_stored() {
        Stage stage = Stage.onServers();
        List<String> ids = List.of("i1", "a \"b\"", "\u00e9\u2028x", "two\\lines");

        RoutedIds.write(stage.bucket(), "b", 0, 0, routed(ids));

        assertThat(RoutedIds.read(stage.bucket(), chunk())).isEmpty();
        assertThat(RoutedIds.read(stage.bucket(), chunk().routed(0, 0, 0, 0, 4, 0)))
                .isEqualTo(ids);
    }

    @Test
    void a_later_round_adds_its_ids_in_the_order_of_their_lines_and_leaves_the_earlier_object_alone() {
        Stage stage = Stage.onServers();
        RoutedIds.write(
                stage.bucket(), "b", 0, 0, List.of(new RoutedIds.Routed(10, "b"), new RoutedIds.Routed(30, "d")));

        for (int repetition = 0; repetition < 2; repetition++) {
            RoutedIds.write(
                    stage.bucket(), "b", 1, 0, List.of(new RoutedIds.Routed(0, "a"), new RoutedIds.Routed(20, "c")));
        }

        Chunk routed = chunk().routed(0, 0, 0, 0, 2, 0);
        Chunk scored = routed.scoredAgain(CalibrationCounts.EMPTY, ScoreCounts.EMPTY);
        assertThat(RoutedIds.read(stage.bucket(), scored)).containsExactly("b", "d");
        assertThat(RoutedIds.read(stage.bucket(), scored.routedAgain(0, 0, 0, 2)))
                .containsExactly("a", "b", "c", "d");
    }

    private static Chunk chunk() {
        return Chunk.cut("b", 0, "k", 0, 100, "e");
    }

    private static List<RoutedIds.Routed> routed(List<String> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new RoutedIds.Routed(i, ids.get(i)))
                .toList();
    }
}
