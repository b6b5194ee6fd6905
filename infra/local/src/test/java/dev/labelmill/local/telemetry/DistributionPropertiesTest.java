package dev.labelmill.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DistributionPropertiesTest {

    @Property(tries = 200)
    void a_percentile_is_the_value_of_its_nearest_rank_to_one_percent(
            @ForAll @Size(min = 1, max = 400) List<@DoubleRange(min = 0.01, max = 1e6) Double> values,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        Distribution distribution = of(values);

        List<Double> sorted = values.stream().sorted().toList();
        double exact = sorted.get((int) Math.ceil(values.size() * percent / 100.0 - 1e-9) - 1);
        assertThat(distribution.percentile(percent)).isCloseTo(exact, within(0.01 * exact));
    }

    @Property(tries = 200)
    void periods_put_together_are_as_if_they_had_been_one(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll @IntRange(min = 0, max = 200) int cut) {
        int at = Math.min(cut, values.size());
        Distribution together = of(values.subList(0, at));
        together.add(of(values.subList(at, values.size())));

        Distribution whole = of(values);
        assertThat(together.count()).isEqualTo(whole.count());
        assertThat(together.minimum()).isEqualTo(whole.minimum());
        assertThat(together.maximum()).isEqualTo(whole.maximum());
        assertThat(together.sum()).isCloseTo(whole.sum(), within(1e-3));
    }

    private static Distribution of(List<Double> values) {
        Distribution distribution = new Distribution();
        values.forEach(value -> distribution.add(value, 1));
        return distribution;
    }
}
