package dev.labelmill.aws.watch;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;

/**
 * The alarms. Each says what is wrong and which heading of the runbook tells what to do. All but the dead letters' want
 * several periods in a row, and count events rather than shares of few; where nothing happens, nothing is
 * wrong, but for the schedule whose silence is the alarm.
 */
final class Alarms {

    private static final int PERIOD_SECONDS = 300;
    private static final int PERIODS = 3;

    /** Failed calls in a period: one of a function's kind may fail and be repeated without harm. */
    private static final int MANY_ERRORS = 3;

    /** A table's stream keeps records for a day: well before it, somebody must look. */
    private static final int LATE_MILLISECONDS = 10 * 60 * 1000;

    private static final int LATE_SECONDS = 30 * 60;
    private static final int MANY_THROTTLES = 10;
    private static final int MANY_REFUSALS = 100;
    /** Hundredths of a batch's budget. */
    private static final int MOST_OF_BUDGET = 80;

    /** Functions with a dead-letter queue. */
    private static final List<FunctionName> WITH_DEAD_LETTERS = List.of(
            FunctionName.INTAKE,
            FunctionName.PRELABEL,
            FunctionName.TRAIN,
            FunctionName.FINISH,
            FunctionName.COLLECT,
            FunctionName.NOTIFY,
            FunctionName.SCORE);

    private final Stack stack;
    private final Stage stage;

    Alarms(Stack stack, Stage stage) {
        this.stack = stack;
        this.stage = stage;
    }

    void create() {
        WITH_DEAD_LETTERS.forEach(this::deadLetters);
        for (FunctionName function : FunctionName.values()) {
            errors(function);
        }
        List.of(
                        FunctionName.INTAKE,
                        FunctionName.PRELABEL,
                        FunctionName.TRAIN,
                        FunctionName.FINISH,
                        FunctionName.COLLECT,
                        FunctionName.NOTIFY)
                .forEach(this::queueBehind);
        List.of(FunctionName.SCORE, FunctionName.TALLY).forEach(this::streamBehind);
        standstill();
        throttled();
        refused();
        budgetUsed();
        budgetSpent();
        stuckBatch();
    }

    private void deadLetters(FunctionName function) {
        above(
                        function.title() + "DeadLetters",
                        "dead-letters",
                        function.export() + " has dead letters: work that failed again and again lies there and waits.",
                        0)
                .evaluationPeriods(1)
                .datapointsToAlarm(1)
                .namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(dimension("QueueName", stage.named(function.export() + "-dlq")))
                .statistic("Maximum")
                .build();
    }

    private void errors(FunctionName function) {
        lambda(
                        above(
                                function.title() + "Errors",
                                "function-errors",
                                function.export() + " fails again and again.",
                                MANY_ERRORS - 1),
                        function,
                        "Errors")
                .statistic("Sum")
                .build();
    }

    private void queueBehind(FunctionName function) {
        above(
                        function.title() + "QueueBehind",
                        "queue-behind",
                        "A message for " + function.export() + " has waited for more than half an hour.",
                        LATE_SECONDS)
                .namespace("AWS/SQS")
                .metricName("ApproximateAgeOfOldestMessage")
                .dimensions(dimension("QueueName", stage.named(function.export())))
                .statistic("Maximum")
                .build();
    }

    private void streamBehind(FunctionName function) {
        lambda(
                        above(
                                function.title() + "StreamBehind",
                                "stream-behind",
                                function.export() + " reads the table's stream more than ten minutes late; after a day"
                                        + " the stream forgets.",
                                LATE_MILLISECONDS),
                        function,
                        "IteratorAge")
                .statistic("Maximum")
                .build();
    }

    /** The one alarm that silence sets off: advance is called each few minutes whatever there is to do. */
    private void standstill() {
        int minutes = stage.ticks().advance();
        lambda(
                        alarm(
                                "Standstill",
                                "standstill",
                                "advance is not called: no batch moves on, whatever its queues say."),
                        FunctionName.ADVANCE,
                        "Invocations")
                .statistic("Sum")
                .period(Math.max(PERIOD_SECONDS, 2 * 60 * minutes))
                .threshold(1)
                .comparisonOperator("LessThanThreshold")
                .treatMissingData("breaching")
                .build();
    }

    private void throttled() {
        lambda(
                        above(
                                "WebhookThrottled",
                                "webhook-throttled",
                                "webhook is throttled: vendors are told to come again, and may give up.",
                                MANY_THROTTLES - 1),
                        FunctionName.WEBHOOK,
                        "Throttles")
                .statistic("Sum")
                .build();
    }

    /**
     * On the one sum that webhook tells whenever it refuses anything. No FILL: a number in place of what comes late, or of
     * reasons that have never occurred, is what makes an alarm flap.
     */
    private void refused() {
        above(
                        "WebhooksRefused",
                        "refused-webhooks",
                        "Many webhooks are refused: a vendor signs with an old secret, or somebody tries the door.",
                        MANY_REFUSALS)
                .namespace("Labelmill")
                .metricName("webhook.refused")
                .dimensions(dimension("stage", stage.stage()))
                .statistic("Sum")
                .build();
    }

    /** A day's share is no alarm: a day's limit is there to be used. */
    private void budgetUsed() {
        alarm("BudgetUsed", "budget-used", "A batch has used four fifths of its budget.")
                .metrics(List.of(query("SELECT MAX(\"budget.used\")")))
                .period(null)
                .threshold(MOST_OF_BUDGET)
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .build();
    }

    private void budgetSpent() {
        alarm("BudgetSpent", "budget-spent", "A batch has cost more than its budget.")
                .metrics(List.of(query("SELECT MIN(\"dollars.budgetLeft\")")))
                .period(null)
                .threshold(0)
                .comparisonOperator("LessThanThreshold")
                .build();
    }

    /** The metric itself tells of a day. */
    private void stuckBatch() {
        above("StuckBatch", "stuck-batch", "A batch has tasks that wait, and no label has come for a day.", 0)
                .metrics(List.of(query("SELECT MAX(stalled)")))
                .period(null)
                .build();
    }

    /**
     * Over all batches, whose names are not known before. CloudWatch refuses such an alarm over more than three hours (CloudWatch
     * user guide, "Limits that apply to alarms based on Metrics Insights queries").
     */
    private CfnAlarm.MetricDataQueryProperty query(String select) {
        return CfnAlarm.MetricDataQueryProperty.builder()
                .id("over")
                .expression(select + " FROM SCHEMA(\"Labelmill\", batch, project, stage) WHERE stage = '"
                        + stage.stage() + "'")
                .period(PERIOD_SECONDS)
                .returnData(true)
                .build();
    }

    private CfnAlarm.Builder lambda(CfnAlarm.Builder alarm, FunctionName function, String metric) {
        return alarm.namespace("AWS/Lambda")
                .metricName(metric)
                .dimensions(dimension("FunctionName", stage.named(function)));
    }

    private CfnAlarm.Builder above(String id, String heading, String sentence, int threshold) {
        return alarm(id, heading, sentence).threshold(threshold).comparisonOperator("GreaterThanThreshold");
    }

    private CfnAlarm.Builder alarm(String id, String heading, String sentence) {
        List<String> told = stage.watch().topic().map(List::of).orElseGet(List::of);
        return CfnAlarm.Builder.create(stack, id)
                .alarmName(stage.named(hyphened(id)))
                .alarmDescription(sentence + " " + stage.watch().runbook() + "#" + heading)
                .period(PERIOD_SECONDS)
                .evaluationPeriods(PERIODS)
                .datapointsToAlarm(PERIODS)
                .treatMissingData("notBreaching")
                .alarmActions(told)
                .okActions(told);
    }

    private static List<CfnAlarm.DimensionProperty> dimension(String name, String value) {
        return List.of(
                CfnAlarm.DimensionProperty.builder().name(name).value(value).build());
    }

    private static String hyphened(String id) {
        return id.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
