package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.collect.Collecting;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.pull.TaskDesk;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.reception.Reception;
import dev.labelmill.lambda.reception.Storing;
import dev.labelmill.lambda.returned.ReturnedFiles;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.time.InstantSource;

/** What takes labels in, put together. */
record LabelServices(
        Configuration configuration,
        Stores stores,
        SecretSource secrets,
        Notices notices,
        EmfLog log,
        Meter meter,
        InstantSource clock) {

    /** Takes vendors' labels, and gives tasks to annotators who ask. */
    Reception reception() {
        ForgeryCounter forgeries = new ForgeryCounter(clock);
        WebhookGate gate = new WebhookGate(secrets, forgeries, clock);
        return new Reception(gate, storing(desk("webhook", forgeries)), taskDesk(), stores.rejected(), clock);
    }

    /** Fetches labels that webhooks only told of, and reads those of returned files. */
    Collecting collecting() {
        LabelDesk desk = desk("collect", new ForgeryCounter(clock));
        Queue queue = stores.queue(configuration.collectQueue());
        ReturnedFiles files = new ReturnedFiles(
                stores.bucket(), desk, stores.rejected(), queue, notices, configuration.timeout(), clock);
        return new Collecting(secrets, new VendorHttp(clock), storing(desk), files, queue, clock);
    }

    private TaskDesk taskDesk() {
        return new TaskDesk(
                stores.batches(),
                stores.tasks(),
                stores.labels(),
                stores.leases(),
                stores.tallies(),
                stores.itemLines(),
                new SkillSnapshots(stores.bucket()),
                clock);
    }

    private Storing storing(LabelDesk desk) {
        return new Storing(desk, stores.rejected(), stores.queue(configuration.collectQueue()), notices, clock);
    }

    /** @param function the account that platform money is charged to */
    private LabelDesk desk(String function, ForgeryCounter forgeries) {
        LabelIntake labels = new LabelIntake(
                function,
                stores.batches(),
                stores.tasks(),
                stores.itemLines(),
                stores.labels(),
                stores.vendorIds(),
                meter,
                clock);
        return new LabelDesk(
                labels,
                stores.leases(),
                new DeliveryMetrics(forgeries, log, configuration.stage(), configuration.batchMetrics()),
                clock);
    }
}
