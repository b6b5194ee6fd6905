package dev.labelmill.lambda.stage;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;

/** What takes labels in, over a stage's table and by its clock. */
public final class Intakes {

    private Intakes() {}

    /** That of the webhook. */
    public static LabelIntake of(Stage stage) {
        return of("webhook", stage);
    }

    /** That of a function, to whose account its money is charged. */
    public static LabelIntake of(String function, Stage stage) {
        return of(function, stage, stage.labels(), stage.meter);
    }

    /** That of the webhook, which stores labels and meters as it is told. */
    public static LabelIntake of(Stage stage, LabelStore labels, Meter meter) {
        return of("webhook", stage, labels, meter);
    }

    private static LabelIntake of(String function, Stage stage, LabelStore labels, Meter meter) {
        return new LabelIntake(
                function,
                stage.batches(),
                stage.tasks(),
                new ItemLines(stage.chunks(), stage.bucket()),
                labels,
                stage.vendorIds(),
                meter,
                () -> stage.now);
    }
}
