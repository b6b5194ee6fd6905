package dev.labelmill.core.weak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.weak.LabelModel.Trust;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class LabelModelPropertiesTest {

    @Property(tries = 25)
    void known_accuracies_are_recovered_from_matches_alone(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.25, max = 0.75) double share,
            @ForAll @DoubleRange(min = 0.3, max = 0.7) double hit,
            @ForAll @DoubleRange(min = 0.01, max = 0.1) double falseAlarm) {
        LabelModel truth = new LabelModel(
                List.of(share, 1 - share),
                List.of(
                        new Trust(0, hit, falseAlarm),
                        new Trust(0, 0.5, 0.15),
                        new Trust(0, 0.3, 0.03),
                        new Trust(1, hit, falseAlarm),
                        new Trust(1, 0.4, 0.1)));

        LabelModel found = SimulatedItems.fit(truth, SimulatedItems.simulate(truth, 20_000, seed))
                .model();

        assertThat(found.shares().get(0)).isCloseTo(share, within(0.06));
        for (int rule = 0; rule < truth.rules().size(); rule++) {
            assertThat(found.accuracy(rule)).isCloseTo(truth.accuracy(rule), within(0.08));
        }
    }
}
