package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedStoreTest {

    private static final Stage STAGE = Stage.onServers();

    private final RejectedStore rejected = new RejectedStore(STAGE.table());

    private static Rejection rejection(String source, String id, String content) {
        return new Rejection(source, Stage.START, id, "why", content);
    }

    @Test
    void the_same_rejection_told_twice_is_one_row_with_its_first_content() {
        assertThat(rejected.keep(rejection("batch/a", "m-1", "first"))).isTrue();
        assertThat(rejected.keep(rejection("batch/a", "m-1", "second"))).isFalse();

        assertThat(STAGE.rejections("batch/a")).extracting(Rejection::content).containsExactly("first");
    }

    @Test
    void a_rejection_belongs_to_its_source_and_its_day_and_goes_after_ninety() {
        rejected.keep(rejection("batch/day", "m-1", ""));
        rejected.keep(new Rejection("batch/day", Instant.parse("2026-11-25T00:00:00Z"), "m-2", "why", ""));
        rejected.keep(rejection("batch/day2", "m-3", ""));

        assertThat(rejected.of("batch/day", LocalDate.of(2026, 11, 24)))
                .extracting(Rejection::id)
                .containsExactly("m-1");
        assertThat(STAGE.table()
                        .get("REJECTED#batch/day#2026-11-24", "m-1")
                        .orElseThrow()
                        .number("ttl"))
                .isEqualTo(Instant.parse("2027-02-22T10:00:00Z").getEpochSecond());
    }

    @Test
    void no_more_are_read_than_are_asked_for() {
        for (String id : List.of("m-1", "m-2", "m-3")) {
            rejected.keep(rejection("batch/many", id, ""));
        }

        assertThat(rejected.of("batch/many", LocalDate.of(2026, 11, 24), 2))
                .extracting(Rejection::id)
                .containsExactly("m-1", "m-2");
    }

    @Test
    void ids_of_any_length_are_kept_apart() {
        String long1 = "\u4e16".repeat(600) + "1";
        String long2 = "\u4e16".repeat(600) + "2";

        rejected.keep(rejection("batch/long", long1, ""));
        rejected.keep(rejection("batch/long", long2, ""));
        rejected.keep(rejection("batch/long", long1, ""));
        rejected.keep(rejection("batch/long", "", ""));

        assertThat(STAGE.rejections("batch/long")).hasSize(3);
    }

    @Test
    void half_a_surrogate_pair_is_kept_as_a_question_mark() {
        rejected.keep(rejection("batch/half", "m", "a\ud83db\ud83d\ude00"));

        assertThat(STAGE.rejections("batch/half"))
                .extracting(Rejection::content)
                .containsExactly("a?b\ud83d\ude00");
    }

    @Test
    void of_long_content_the_beginning_is_kept() {
        rejected.keep(rejection("batch/big", "m", "\u4e16".repeat(5000)));

        assertThat(STAGE.rejections("batch/big").get(0).content().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(4000, 4200);
    }
}
