package dev.labelmill.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpendTest {

    private static final Spend SCORE = Spend.of("score", Kind.DYNAMODB, 12).plus(Spend.of("score", Kind.LAMBDA, 5));

    @Test
    void one_account_is_named_by_function_and_kind() {
        assertThat(Spend.of("score", Kind.DYNAMODB, 12).accounts()).isEqualTo(Map.of("score.dynamodb", 12L));
    }

    @Test
    void what_was_spent_on_the_same_account_adds_up_and_another_stays_beside_it() {
        Spend both = SCORE.plus(Spend.of("score", Kind.LAMBDA, 30)).plus(Spend.of("tally", Kind.LAMBDA, 7));

        assertThat(both.accounts()).isEqualTo(Map.of("score.dynamodb", 12L, "score.lambda", 35L, "tally.lambda", 7L));
        assertThat(both.total()).isEqualTo(54);
        assertThat(both.byFunction()).isEqualTo(Map.of("score", 47L, "tally", 7L));
        assertThat(both.byKind()).isEqualTo(Map.of("dynamodb", 12L, "lambda", 42L));
    }

    @Test
    void nothing_more_is_the_same_and_an_account_that_comes_to_nothing_is_none() {
        assertThat(SCORE.plus(Spend.NONE)).isEqualTo(SCORE);
        assertThat(Spend.NONE.plus(SCORE)).isEqualTo(SCORE);
        assertThat(SCORE.plus(Spend.of("score", Kind.LAMBDA, -5)).accounts()).isEqualTo(Map.of("score.dynamodb", 12L));
        assertThat(Spend.of("score", Kind.LAMBDA, 0)).isEqualTo(Spend.NONE);
    }

    @Property(tries = 100)
    void however_money_is_summed_no_account_loses_or_gains(
            @ForAll @Size(max = 8) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> amounts) {
        Spend all = Spend.NONE;
        for (int i = 0; i < amounts.size(); i++) {
            all = all.plus(Spend.of("f" + i % 3, Kind.values()[i % 2], amounts.get(i)));
        }
        long total = amounts.stream().mapToLong(Long::longValue).sum();

        assertThat(all.total()).isEqualTo(total);
        assertThat(all.byFunction().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(total);
        assertThat(all.byKind().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(total);
    }
}
