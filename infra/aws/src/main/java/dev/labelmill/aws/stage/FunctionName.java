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
    NOTIFY,
    /** Prepares lines of Ground Truth labeling jobs. */
    PRETASK,
    /** Makes one label of several answers in Ground Truth labeling jobs. */
    CONSOLIDATE;

    /** The name that {@code QUARKUS_FUNQY_EXPORT} picks the function by. */
    public String export() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The end of its name in AWS. The managed policy AmazonSageMakerGroundTruthExecution lets labeling jobs call functions whose
     * names hold {@code sagemaker}, among a few other words, and no others.
     */
    public String deployed() {
        return this == PRETASK || this == CONSOLIDATE ? "sagemaker-" + export() : export();
    }

    /** The name as the template's logical ids begin: {@code Intake}. */
    public String title() {
        return name().charAt(0) + export().substring(1);
    }
}
