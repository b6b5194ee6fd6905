package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterNamesTest {

    /** Names are kept in tables for the usual overlaps and classes: at their ends nothing may change. */
    @Test
    void names_have_one_form_for_whatever_overlap_and_class() {
        for (int time = 0; time < 2; time++) {
            for (int overlap = 0; overlap <= 34; overlap++) {
                assertThat(CounterNames.units(overlap)).isEqualTo("units." + overlap);
                assertThat(CounterNames.agree(overlap)).isEqualTo("agree." + overlap);
                assertThat(CounterNames.gaps(overlap)).isEqualTo("gaps." + overlap);
                assertThat(CounterNames.squares(overlap)).isEqualTo("squares." + overlap);
                for (int c = 0; c <= 66; c++) {
                    assertThat(CounterNames.votes(overlap, c)).isEqualTo("votes." + overlap + "." + c);
                }
            }
            for (int low = 0; low <= 66; low++) {
                for (int high = low + 1; high <= 67; high++) {
                    assertThat(CounterNames.pairs(low, high)).isEqualTo("pairs." + low + "." + high);
                }
            }
        }
    }

    @Test
    void every_name_is_known_again_as_one_about_agreement_and_no_other_is() {
        assertThat(List.of(
                        CounterNames.units(2),
                        CounterNames.agree(2),
                        CounterNames.votes(2, 1),
                        CounterNames.gaps(2),
                        CounterNames.squares(2),
                        CounterNames.pairs(0, 1),
                        CounterNames.pairs(26, 0, 1)))
                .allMatch(CounterNames::isOwn)
                .doesNotHaveDuplicates();
        assertThat(List.of("items", "labels", "unit.2", "vote.2.1", "")).noneMatch(CounterNames::isOwn);
    }

    /** A counter of zero would be an attribute of a tally's row, for nothing. */
    @Test
    void no_unit_adds_zero_to_a_counter() {
        for (int[] answers : new int[][] {{}, {1}, {0, 2}, {2, 2}, {0, 1, 1}, {0, 1, 2}}) {
            List<Long> amounts = new ArrayList<>();
            HashSet<String> names = new HashSet<>();
            CounterSink sink = (name, amount) -> {
                amounts.add(amount);
                assertThat(names.add(name)).as(name).isTrue();
            };
            UnitCounters unit = new UnitCounters(answers, 3);
            unit.count(sink);
            unit.countGaps(sink);

            assertThat(amounts).allMatch(amount -> amount > 0);
        }
    }

    /** lcm(1..24) / (m - 1) is whole for up to the 25 labels that a task may get. */
    @Test
    void pairs_of_up_to_twenty_five_labels_share_one_counter_for_all_overlaps() {
        for (int overlap = 2; overlap <= 30; overlap++) {
            int[] answers = new int[overlap];
            answers[0] = 1;
            List<String> pairs = new ArrayList<>();
            new UnitCounters(answers, 2).countGaps((name, amount) -> {
                if (name.startsWith("pairs")) {
                    pairs.add(name + " " + amount);
                }
            });

            long each = 5_354_228_880L;
            assertThat(pairs)
                    .as("%d labels", overlap)
                    .containsExactly(overlap <= 25 ? "pairs.0.1 " + each : wholeOrOwn(overlap, each));
        }
    }

    /** Beyond, only where it happens to be whole. */
    private static String wholeOrOwn(int overlap, long each) {
        return each % (overlap - 1) == 0 ? "pairs.0.1 " + each : "pairs." + overlap + ".0.1 " + (overlap - 1);
    }
}
