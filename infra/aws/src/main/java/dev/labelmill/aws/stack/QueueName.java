package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.FunctionName;

/** The queues with a function behind them, which each has its own dead-letter queue. */
enum QueueName {
    INTAKE(FunctionName.INTAKE, 10),
    PRELABEL(FunctionName.PRELABEL, 1),
    TRAIN(FunctionName.TRAIN, 1),
    FINISH(FunctionName.FINISH, 1),
    COLLECT(FunctionName.COLLECT, 1),
    NOTIFY(FunctionName.NOTIFY, 1);

    private final FunctionName reader;
    private final int batchSize;

    QueueName(FunctionName reader, int batchSize) {
        this.reader = reader;
        this.batchSize = batchSize;
    }

    /** Whom its messages wake. */
    FunctionName reader() {
        return reader;
    }

    /** The most messages of an event: uploads come in crowds, a chunk is work for a whole call. */
    int batchSize() {
        return batchSize;
    }
}
