package dev.labelmill.lambda.wiring;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.EndpointStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.NoticeStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.VendorLabelStore;

/** A deployment's table, bucket and queues, by what is kept in them. */
record Stores(Clients clients, Configuration configuration) {

    Table table() {
        return new Table(clients.dynamo(), configuration.table());
    }

    Bucket bucket() {
        return new Bucket(clients.s3(), configuration.bucket());
    }

    Queue queue(String url) {
        return new Queue(clients.sqs(), url);
    }

    BatchStore batches() {
        return new BatchStore(table());
    }

    ChunkStore chunks() {
        return new ChunkStore(table());
    }

    ItemLines itemLines() {
        return new ItemLines(chunks(), bucket());
    }

    TaskStore tasks() {
        return new TaskStore(table());
    }

    LabelStore labels() {
        return new LabelStore(table());
    }

    VendorLabelStore vendorIds() {
        return new VendorLabelStore(table());
    }

    AnnotatorStore annotators() {
        return new AnnotatorStore(table());
    }

    LeaseStore leases() {
        return new LeaseStore(table());
    }

    DispatchStore dispatches() {
        return new DispatchStore(table());
    }

    BudgetStore budgets() {
        return new BudgetStore(table());
    }

    TallyStore tallies() {
        return new TallyStore(table());
    }

    HourStore hours() {
        return new HourStore(table());
    }

    EndpointStore endpoints() {
        return new EndpointStore(table());
    }

    NoticeStore notices() {
        return new NoticeStore(table());
    }

    RejectedStore rejected() {
        return new RejectedStore(table());
    }
}
