package dev.labelmill.aws.stage;

import java.util.Locale;

/** The functions of the one artifact, in the order of the flow. */
public enum FunctionName {
    /** Takes uploads. */
    INTAKE,
    /** Scores and routes chunks. */
    PRELABEL,
    /** Sends tasks to vendors. */
    DISPATCH,
    /** Takes vendors' labels. */
    WEBHOOK,
    /** Fetches labels that webhooks only told of. */
    COLLECT,
    /** Decides tasks. */
    SCORE,
    /** Folds rows into totals. */
    TALLY,
    /** Fits heads to what people have labelled. */
    TRAIN,
    /** Drives batches on. */
    ADVANCE,
    /** Publishes active batches' metrics. */
    PUBLISH,
    /** Concludes batches. */
    FINISH,
    /** Tells users' endpoints. */
    NOTIFY;

    /** The name that {@code QUARKUS_FUNQY_EXPORT} picks the function by. */
    public String export() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as the template's logical ids begin: {@code Intake}. */
    public String title() {
        return name().charAt(0) + export().substring(1);
    }
}
