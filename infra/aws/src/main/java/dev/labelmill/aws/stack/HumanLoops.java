package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * Amazon A2I's events that a human loop ended, of the flow definitions whose names begin with the stage's, on the way to the function that
 * reads what came of it. Others of the account are nobody's business here.
 */
final class HumanLoops {

    private HumanLoops() {}

    /** Has a queue told of them. */
    static void tell(Stack stack, Stage stage, Queue queue) {
        CfnRule rule = CfnRule.Builder.create(stack, "HumanLoops")
                .name(stage.named("human-loops"))
                .description("Tells " + stage.named("collect") + " of human loops that ended")
                .eventPattern(Map.of(
                        "source",
                        List.of("aws.sagemaker"),
                        "detail-type",
                        List.of("SageMaker A2I HumanLoop Status Change"),
                        "detail",
                        Map.of("flowDefinitionArn", List.of(Map.of("prefix", flows(stage))))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("collect")
                        .arn(queue.getQueueArn())
                        .build()))
                .build();
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("HumanLoopEvents")
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
    }

    private static String flows(Stage stage) {
        return Fn.sub("arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:flow-definition/" + stage.name()
                + "-");
    }
}
