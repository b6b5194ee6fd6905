package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Alert;
import dev.labelmill.core.budget.Usage;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.lambda.json.Json;
import java.util.List;

/** Tells users how much of a budget is used. */
public final class BudgetNotices {

    private final Notices notices;

    public BudgetNotices(Notices notices) {
        this.notices = notices;
    }

    /** Tells of a threshold; telling of the same one again is the same notice. */
    public void tell(Batch batch, Alert alert) {
        Usage usage = alert.usage();
        String day = usage.day().map(Object::toString).orElse("");
        ObjectNode data = Json.object()
                .put("batch", batch.id())
                .put("project", batch.settings().project())
                .put("threshold", alert.threshold().percent());
        usage.day().ifPresent(of -> data.put("day", of.toString()));
        data.put("limit", Dollars.of(usage.limit()))
                .put("used", Dollars.of(usage.account().committed()))
                .put("setAside", Dollars.of(usage.account().held()))
                .put("enforced", usage.enforced());
        notices.tell(List.of(Notice.of(
                Notice.BUDGET_USED,
                batch.id() + "\n" + batch.createdAt() + "\n" + day + "\n"
                        + alert.threshold().percent(),
                alert.at(),
                batch.settings().project(),
                data)));
    }
}
