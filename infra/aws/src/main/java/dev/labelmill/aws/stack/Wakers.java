package dev.labelmill.aws.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnPermission;

/** What wakes the functions, apart from webhooks: queues, the table's stream, schedules. */
final class Wakers {

    private static final List<String> OWN_ANSWERS = List.of("ReportBatchItemFailures");

    private static final int SCORE_BATCH = 100;
    private static final int TALLY_BATCH = 500;
    /** Long enough to fold many rows into one write, short enough for live progress. */
    private static final int TALLY_WAIT_SECONDS = 1;

    private static final int TUMBLING_WINDOW_SECONDS = 5;
    /** A stream keeps records for a day: what could not be scored must be told well before it is gone. */
    private static final int SCORE_AGE_SECONDS = 6 * 3600;

    private static final int FOR_EVER = -1;

    private final Stack stack;
    private final Stage stage;
    private final Surroundings around;
    private final Functions functions;

    Wakers(Stack stack, Stage stage, Surroundings around, Functions functions) {
        this.stack = stack;
        this.stage = stage;
        this.around = around;
        this.functions = functions;
        Stream.of(QueueName.values()).forEach(this::queue);
        score();
        tally();
        HumanLoops.tell(stack, stage, around.queues().get(QueueName.COLLECT));
        schedule(FunctionName.ADVANCE, stage.ticks().advance());
        schedule(FunctionName.DISPATCH, stage.ticks().dispatch());
        schedule(FunctionName.PUBLISH, stage.ticks().publish());
    }

    private void queue(QueueName queue) {
        // Held to the function's own cap: what is throttled would count as tried, and end among the dead letters.
        CfnEventSourceMapping.Builder mapping = mapping(queue.reader())
                .eventSourceArn(around.queues().get(queue).getQueueArn())
                .batchSize(queue.batchSize());
        stage.function(queue.reader())
                .concurrency()
                .ifPresent(cap -> mapping.scalingConfig(CfnEventSourceMapping.ScalingConfigProperty.builder()
                        .maximumConcurrency(Math.min(cap, 1000))
                        .build()));
        mapping.build();
    }

    /** Label rows. A record that fails is tried alone, for hours, and told to a queue before the stream forgets it. */
    private void score() {
        stream(FunctionName.SCORE)
                .batchSize(SCORE_BATCH)
                .maximumBatchingWindowInSeconds(0)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(FOR_EVER)
                .maximumRecordAgeInSeconds(SCORE_AGE_SECONDS)
                .filterCriteria(filter(pattern -> begin(pattern, "sk", "LABEL#")))
                .destinationConfig(CfnEventSourceMapping.DestinationConfigProperty.builder()
                        .onFailure(CfnEventSourceMapping.OnFailureProperty.builder()
                                .destination(around.queues().scoreFailures().getQueueArn())
                                .build())
                        .build())
                .build();
    }

    /**
     * Facts, by their keys, so that totals, budgets, rejections, annotators' reviews and the list of active batches pass it by. In
     * windows, which alone tell the stream shard; for ever, whole and in order, since a total must lack nothing.
     */
    private void tally() {
        stream(FunctionName.TALLY)
                .batchSize(TALLY_BATCH)
                .maximumBatchingWindowInSeconds(TALLY_WAIT_SECONDS)
                .tumblingWindowInSeconds(TUMBLING_WINDOW_SECONDS)
                .bisectBatchOnFunctionError(false)
                .maximumRetryAttempts(FOR_EVER)
                .maximumRecordAgeInSeconds(FOR_EVER)
                .filterCriteria(filter(Wakers::facts))
                .build();
    }

    private CfnEventSourceMapping.Builder stream(FunctionName reader) {
        return mapping(reader)
                .eventSourceArn(around.table().getTableStreamArn())
                .startingPosition("TRIM_HORIZON")
                .parallelizationFactor(1);
    }

    private CfnEventSourceMapping.Builder mapping(FunctionName reader) {
        return CfnEventSourceMapping.Builder.create(stack, reader.title() + "Mapping")
                .functionName(functions.target(reader).arn())
                .functionResponseTypes(OWN_ANSWERS);
    }

    /** Batches, chunks, hours, dispatches, tasks and labels. Named one by one: Lambda's filters know no negated beginnings. */
    private static void facts(ObjectNode pattern) {
        begin(pattern, "pk", "BATCH#", "TASK#", "DISPATCH#");
        begin(pattern, "sk", "META", "CHUNK#", "HOUR#", "TASK", "LABEL#");
    }

    private static void begin(ObjectNode pattern, String key, String... prefixes) {
        ArrayNode values = pattern.withObject("/dynamodb/Keys/" + key).putArray("S");
        Stream.of(prefixes).forEach(prefix -> values.addObject().put("prefix", prefix));
    }

    private static CfnEventSourceMapping.FilterCriteriaProperty filter(Consumer<ObjectNode> wanted) {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        wanted.accept(pattern);
        return CfnEventSourceMapping.FilterCriteriaProperty.builder()
                .filters(List.of(CfnEventSourceMapping.FilterProperty.builder()
                        .pattern(pattern.toString())
                        .build()))
                .build();
    }

    /** A tick that is lost or late is not repeated: the next one does its work. */
    private void schedule(FunctionName name, int minutes) {
        Target target = functions.target(name);
        CfnRule rule = CfnRule.Builder.create(stack, name.title() + "Schedule")
                .name(stage.named(name.export()))
                .description("Wakes " + stage.named(name.export()))
                .scheduleExpression(minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)")
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id(name.export())
                        .arn(target.arn())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(60)
                                .maximumRetryAttempts(0)
                                .build())
                        .build()))
                .build();
        CfnPermission.Builder.create(stack, name.title() + "SchedulePermission")
                .action("lambda:InvokeFunction")
                .functionName(target.arn())
                .principal("events.amazonaws.com")
                .sourceArn(rule.getAttrArn())
                .build();
        CfnEventInvokeConfig.Builder.create(stack, name.title() + "Retries")
                .functionName(target.function().getFunctionName())
                .qualifier(target.qualifier().orElse("$LATEST"))
                .maximumEventAgeInSeconds(60)
                .maximumRetryAttempts(0)
                .build()
                .getNode()
                .addDependency(target.made());
    }
}
