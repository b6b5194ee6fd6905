package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.lambda.store.Keys;
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

    /** Asserts that report, last metrics and totals say the same sums to the nano-dollar. */
    static void assertBooksAgree(LabelledBatch batch) {
        BatchFigures totals = BatchFigures.of(batch.stage.tallies().total(Keys.batchTally(batch.id)));
        JsonNode cost = batch.report().get("cost");
        JsonNode last = batch.lastMetrics();
        assertThat(cost.get("platform").decimalValue()).isEqualByComparingTo(Dollars.of(totals.platformTotalNanos()));
        assertThat(last.get("dollars.platform").decimalValue())
                .isEqualByComparingTo(Dollars.of(totals.platformTotalNanos()));
        assertThat(cost.get("total").decimalValue()).isEqualByComparingTo(Dollars.of(totals.totalNanos()));
        assertThat(last.get("dollars.total").decimalValue()).isEqualByComparingTo(Dollars.of(totals.totalNanos()));
        assertThat(last.get("dollars.labour").decimalValue())
                .isEqualByComparingTo(cost.get("labour").decimalValue());
        assertThat(last.get("dollarsPerItem").decimalValue())
                .isEqualByComparingTo(cost.get("perItem").decimalValue());
        assertThat(last.get("platform")).isEqualTo(cost.get("ledger"));
        totals.platform()
                .accounts()
                .forEach((account, nanos) -> assertThat(
                                cost.get("ledger").get(account).decimalValue())
                        .isEqualByComparingTo(Dollars.of(nanos)));
    }
}
