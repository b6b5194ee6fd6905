package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of gathered parts, of labels that are no classes. */
class GatheredValuesTest {

    @Test
    void a_missed_audit_is_still_known_when_results_are_made() {
        Task missed = Task.auditOfAccepted(
                        "b",
                        "i",
                        new ItemPlace(0, 3, 10),
                        0.5,
                        Prelabel.of(new double[] {0.3, 0.7}),
                        new Resolution(0, 0.7, Resolution.By.PRELABEL))
                .stop(task -> true);
        SettledValues<Quantity> settled = SettledValues.of(missed, List.of(), Quantity.class);

        String line = GatheredValues.write(settled);

        assertThat(settled.auditMissed()).isTrue();
        assertThat(GatheredValues.read(Json.parse(line.getBytes(StandardCharsets.UTF_8)), Quantity.class))
                .isEqualTo(settled);
    }
}
