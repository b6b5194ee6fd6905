package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.Json;
import java.util.Locale;

/** A batch's money as decimal texts in US dollars, exact to the nano-dollar: browsers' numbers would round sums. */
final class Amounts {

    private Amounts() {}

    static ObjectNode of(BatchFigures figures) {
        ObjectNode money = Json.object()
                .put("labour", dollars(figures.labourNanos()))
                .put("qualityControl", dollars(figures.qualityControlNanos()))
                .put("platform", dollars(figures.platformTotalNanos()))
                .put("model", dollars(figures.modelNanos()))
                .put("total", dollars(figures.totalNanos()));
        ObjectNode purposes = money.putObject("byPurpose");
        for (Purpose purpose : Purpose.values()) {
            BatchFigures.Work work = figures.work().get(purpose);
            purposes.putObject(purpose.name().toLowerCase(Locale.ROOT))
                    .put("labels", work.labels())
                    .put("dollars", dollars(work.nanos()));
        }
        ObjectNode functions = money.putObject("byFunction");
        figures.platform().byFunction().forEach((name, nanos) -> functions.put(name, dollars(nanos)));
        ObjectNode kinds = money.putObject("byKind");
        figures.platform().byKind().forEach((name, nanos) -> kinds.put(name, dollars(nanos)));
        return money;
    }

    static String dollars(long nanos) {
        return Dollars.of(nanos).toPlainString();
    }
}
