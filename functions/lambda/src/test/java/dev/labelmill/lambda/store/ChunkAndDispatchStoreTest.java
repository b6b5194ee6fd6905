package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkAndDispatchStoreTest {

    private static final Stage STAGE = Stage.onServers();
    private static final Instant DEADLINE = Stage.START.plusSeconds(60);

    private final ChunkStore chunks = STAGE.chunks();
    private final DispatchStore dispatches = STAGE.dispatches();

    private static Chunk cut(String batch, int number, String etag) {
        return Chunk.cut(batch, number, "work/" + batch + "/manifest.jsonl", 0, 100, etag);
    }

    @Test
    void a_chunk_that_is_cut_again_keeps_how_far_it_is() {
        chunks.cut(List.of(cut("again", 0, "e1")));
        Chunk read = chunks.get("again", 0).orElseThrow();
        chunks.replace(read, read.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 9, 1, 0));

        chunks.cut(List.of(cut("again", 0, "e1")));

        assertThat(chunks.get("again", 0).orElseThrow().state()).isEqualTo(Chunk.State.SCORED);
    }

    @Test
    void chunks_of_an_earlier_attempt_on_other_content_give_way_and_those_beyond_the_last_go() {
        chunks.cut(List.of(cut("other", 0, "e1"), cut("other", 1, "e1"), cut("other", 2, "e1")));
        Chunk read = chunks.get("other", 0).orElseThrow();
        chunks.replace(
                read,
                read.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 9, 1, 0)
                        .spend(Spend.of("score", Kind.LAMBDA, 5)));

        chunks.cut(List.of(cut("other", 0, "e2"), cut("other", 1, "e2")));

        assertThat(chunks.of("other")).extracting(Chunk::etag).containsExactly("e2", "e2");
        assertThat(chunks.of("other")).extracting(Chunk::state).containsOnly(Chunk.State.CUT);
        assertThat(chunks.of("other").get(0).spent().total()).isEqualTo(5);
    }

    @Test
    void of_two_passes_over_one_chunk_that_race_one_counts() {
        chunks.cut(List.of(cut("raced", 0, "e1")));
        Chunk read = chunks.get("raced", 0).orElseThrow();

        assertThat(chunks.replace(read, read.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 9, 1, 0)))
                .isTrue();
        assertThat(chunks.replace(read, read.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 9, 1, 0)))
                .isFalse();
    }

    @Test
    void chunks_come_in_order_beyond_nine_and_without_the_batch_row() {
        chunks.cut(IntStream.range(0, 12).mapToObj(n -> cut("order", n, "e")).toList());

        assertThat(chunks.of("order"))
                .extracting(Chunk::number)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void a_dispatch_that_is_made_again_is_the_one_that_is_there() {
        Dispatch dispatch = Dispatch.claiming("d-same", "b", "crowd", List.of("i1"), DEADLINE);

        assertThat(dispatches.insert(dispatch)).isTrue();
        assertThat(dispatches.insert(dispatch)).isFalse();
        assertThat(dispatches.get("d-same").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void a_dispatch_is_delivered_once_and_closed_once() {
        dispatches.insert(Dispatch.claiming("d-once", "b", "crowd", List.of("i1"), DEADLINE));
        Dispatch claiming = dispatches.get("d-once").orElseThrow();

        assertThat(dispatches.replace(
                        claiming, claiming.delivered(List.of("i1"), 2, Spend.of("dispatch", Kind.LAMBDA, 5))))
                .isTrue();
        assertThat(dispatches.replace(claiming, claiming.delivered(List.of(), 0, Spend.of("dispatch", Kind.LAMBDA, 5))))
                .isFalse();
        Dispatch delivered = dispatches.get("d-once").orElseThrow();
        assertThat(dispatches.replace(delivered, delivered.closed(1, Spend.NONE)))
                .isTrue();
        assertThat(dispatches.replace(delivered, delivered.closed(2, Spend.NONE)))
                .isFalse();

        assertThat(dispatches.get("d-once").orElseThrow().expiredLabels()).isEqualTo(1);
    }

    @Test
    void open_dispatches_come_by_deadline_and_closed_ones_not_at_all() {
        dispatches.insert(Dispatch.claiming("d-late", "open", "crowd", List.of("i1"), DEADLINE.plusMillis(1)));
        dispatches.insert(Dispatch.claiming("d-early", "open", "crowd", List.of("i2"), DEADLINE));
        dispatches.insert(Dispatch.claiming("d-closed", "open", "crowd", List.of("i3"), DEADLINE));
        dispatches.insert(Dispatch.claiming("d-other", "open-2", "crowd", List.of("i4"), DEADLINE));
        Dispatch closed = dispatches.get("d-closed").orElseThrow();
        dispatches.replace(
                closed, closed.delivered(List.of("i3"), 1, Spend.NONE).closed(0, Spend.NONE));

        assertThat(dispatches.open("open")).extracting(OpenDispatch::id).containsExactly("d-early", "d-late");
    }

    @Test
    void an_open_dispatch_tells_what_its_vendor_owes_without_its_row_being_read() {
        dispatches.insert(Dispatch.claiming("d-owing", "owing", "crowd", List.of("i1", "i2"), DEADLINE));
        assertThat(dispatches.open("owing"))
                .containsExactly(new OpenDispatch("d-owing", "crowd", Dispatch.State.CLAIMING, 0, DEADLINE));

        Dispatch claiming = dispatches.get("d-owing").orElseThrow();
        dispatches.replace(claiming, claiming.delivered(List.of("i1", "i2"), 4, Spend.NONE));

        assertThat(dispatches.open("owing"))
                .containsExactly(new OpenDispatch("d-owing", "crowd", Dispatch.State.DELIVERED, 4, DEADLINE));
    }
}
