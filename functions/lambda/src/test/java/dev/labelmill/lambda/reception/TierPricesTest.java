package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** From a manifest's lines to what their labels cost. */
class TierPricesTest {

    private static final String SETTINGS = Samples.SETTINGS.replaceFirst(
            "\"pricePerLabel\":0.01,",
            "\"price\":{\"perLabel\":0.01,\"tiers\":[{\"tier\":\"hard\",\"perLabel\":0.04}]},");

    private final Stage stage = new Stage();

    @Test
    void a_label_costs_what_the_vendor_asks_for_the_tier_that_the_items_line_names() {
        Flow flow = new Flow(stage);
        flow.upload("batches/b/batch.json", SETTINGS);
        flow.upload("batches/b/manifest.jsonl", """
            {"id":"hard","source":"s","tier":"hard"}
            {"id":"plain","source":"s"}
            {"id":"other","source":"s","tier":"one without a price of its own"}
            """);
        flow.untilLabelling("b");
        stage.services().dispatch().handle(Events.tick());

        assertThat(price("hard")).isEqualTo(40_000_000);
        assertThat(price("plain")).isEqualTo(10_000_000);
        assertThat(price("other")).isEqualTo(10_000_000);
    }

    private long price(String item) {
        LabelIntake intake = Intakes.of(stage);
        String dispatch =
                stage.tasks().get("b", item).orElseThrow().claims().get(0).dispatch();
        intake.take(
                "crowd",
                new IncomingLabel("b", item, dispatch, "w1", new LabelChange.Chosen("yes"), 1, 1500L, "m-" + item));
        return stage.labels().of("b", item).stream()
                .mapToLong(Label::priceNanos)
                .sum();
    }
}
