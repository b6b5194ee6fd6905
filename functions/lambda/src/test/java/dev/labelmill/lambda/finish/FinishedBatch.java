package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;

/** Batches at their end. */
final class FinishedBatch {

    private FinishedBatch() {}

    /** Several chunks; every kind of item; two audits that contradict. */
    static LabelledBatch mixed() {
        LabelledBatch batch = new LabelledBatch(LabelledBatch.AUDITED);
        batch.broken("{not json").accepted("a0").accepted("a1", 0).accepted("a2", 1);
        for (int i = 0; i < 12; i++) {
            batch.people("p" + i, 1, 1).accepted("auto" + i);
        }
        return batch.gold("g0", 1, 1)
                .gold("g1", 1, 0)
                .people("adjudicated", 1, 0, 1, 0)
                .people("confirmed", OptionalInt.of(1), 1, 1)
                .people("refuted", OptionalInt.of(0), 1, 1)
                .broken("[]")
                .stored();
    }

    static LabelledBatch finished(LabelledBatch batch) {
        assertThat(batch.gather()).isZero();
        assertThat(batch.tallied().conclude()).isZero();
        return batch;
    }
}
