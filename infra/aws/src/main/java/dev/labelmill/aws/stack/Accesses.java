package dev.labelmill.aws.stack;

import static dev.labelmill.aws.stack.Access.BATCH_GET;
import static dev.labelmill.aws.stack.Access.DELETE;
import static dev.labelmill.aws.stack.Access.GET;
import static dev.labelmill.aws.stack.Access.PUT;
import static dev.labelmill.aws.stack.Access.QUERY;
import static dev.labelmill.aws.stack.Access.UPDATE;

import dev.labelmill.aws.stage.FunctionName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Each function's access, read off its code: its stores' calls, and the keys of {@code Layout} and {@code Keys} it uses. */
final class Accesses {

    private static final String BATCHES = "BATCH#*";
    private static final String TASKS = "TASK#*";
    private static final String DISPATCHES = "DISPATCH#*";
    private static final String TALLIES = "TALLY#*";
    private static final String VENDORS = "VENDOR#*";
    private static final String VENDOR_LABELS = "VENDORLABEL#*";
    private static final String NOTICES = "NOTICES#*";
    private static final String LEASES = "LEASE#*";
    private static final String PULLERS = "PULLER#*";
    /** Of what is set aside for dispatches, and what labels have taken of it. */
    private static final String BUDGETS = "BUDGET#*";

    private static final String REJECTED = "REJECTED#*";
    /** Of the rows that tell which batches are active; a batch's final phase deletes its own. */
    private static final String ACTIVE = "ACTIVE";

    private static final String UPLOADS = "batches/*";
    private static final String WORK = "work/*";
    private static final String MODELS = "models/*";
    private static final String OUTBOX = "outbox/*";
    private static final String RETURNS = "returns/*";
    private static final String UNUSABLE_LINES = "rejected/*";
    private static final String RESULTS = "results/*";

    private static final Map<FunctionName, Access> ALL = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    FunctionName.INTAKE,
                    Access.none()
                            .readingRows(GET, QUERY)
                            .writingRows(Set.of(PUT, DELETE), BATCHES, ACTIVE, REJECTED)
                            .readingObjects(UPLOADS, WORK)
                            .writingObjects(WORK)
                            .sendingTo(QueueName.PRELABEL)),
            Map.entry(
                    FunctionName.PRELABEL,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .writingRows(Set.of(PUT, DELETE), BATCHES, ACTIVE, TASKS, REJECTED)
                            .readingObjects(UPLOADS, WORK, MODELS)
                            .writingObjects(WORK, UNUSABLE_LINES)),
            Map.entry(
                    FunctionName.DISPATCH,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .readingLanes()
                            .writingRows(
                                    Set.of(PUT, UPDATE), BATCHES, DISPATCHES, TASKS, REJECTED, VENDORS, BUDGETS, LEASES)
                            .readingObjects(WORK, OUTBOX)
                            .writingObjects(OUTBOX)
                            .sendingTo(QueueName.NOTIFY)),
            Map.entry(
                    FunctionName.WEBHOOK,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .readingLanes()
                            .writingRows(Set.of(PUT, UPDATE), TASKS, VENDOR_LABELS, REJECTED, BUDGETS, LEASES, PULLERS)
                            .readingObjects(WORK)
                            .sendingTo(QueueName.COLLECT, QueueName.NOTIFY)),
            Map.entry(
                    FunctionName.COLLECT,
                    Access.none()
                            .readingRows(GET, QUERY)
                            .writingRows(Set.of(PUT, UPDATE), TASKS, VENDOR_LABELS, REJECTED, BUDGETS, LEASES)
                            .readingObjects(WORK, OUTBOX, RETURNS)
                            .sendingTo(QueueName.COLLECT, QueueName.NOTIFY)),
            Map.entry(
                    FunctionName.SCORE,
                    Access.none()
                            .readingRows(GET, QUERY)
                            .writingRows(Set.of(PUT), TASKS, REJECTED)
                            .readingObjects(WORK)),
            Map.entry(
                    FunctionName.TALLY,
                    Access.none()
                            .readingRows(GET, QUERY)
                            .readingLanes()
                            .writingRows(Set.of(PUT, UPDATE), TALLIES, BUDGETS, REJECTED)
                            .sendingTo(QueueName.NOTIFY)),
            Map.entry(
                    FunctionName.TRAIN,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .writingRows(Set.of(PUT, DELETE), BATCHES, ACTIVE)
                            .readingObjects(UPLOADS, WORK, MODELS)
                            .writingObjects(MODELS)),
            Map.entry(
                    FunctionName.ADVANCE,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .readingLanes()
                            .writingRows(
                                    Set.of(PUT, UPDATE, DELETE), BATCHES, ACTIVE, TASKS, DISPATCHES, TALLIES, BUDGETS)
                            .readingObjects(WORK)
                            .writingObjects(WORK)
                            .sendingTo(QueueName.INTAKE, QueueName.PRELABEL, QueueName.TRAIN, QueueName.FINISH)),
            Map.entry(
                    FunctionName.PUBLISH, Access.none().readingRows(GET, QUERY).writingRows(Set.of(PUT), BATCHES)),
            Map.entry(
                    FunctionName.FINISH,
                    Access.none()
                            .readingRows(GET, BATCH_GET, QUERY)
                            .writingRows(Set.of(PUT, DELETE), BATCHES, ACTIVE, TASKS, REJECTED)
                            .readingObjects(WORK, RESULTS)
                            .writingObjects(WORK, RESULTS)),
            Map.entry(
                    FunctionName.NOTIFY,
                    Access.none()
                            .readingRows(GET, QUERY)
                            .writingRows(Set.of(PUT), NOTICES)
                            .readingObjects(RESULTS)
                            .sendingTo(QueueName.NOTIFY)),
            Map.entry(FunctionName.PRETASK, Access.none()),
            Map.entry(FunctionName.CONSOLIDATE, Access.none())));

    private Accesses() {}

    static Access of(FunctionName function) {
        return ALL.get(function);
    }
}
