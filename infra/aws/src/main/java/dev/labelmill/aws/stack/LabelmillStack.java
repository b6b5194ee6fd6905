package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Everything of one stage. */
public final class LabelmillStack extends Stack {

    /** @param scope the app */
    public LabelmillStack(Construct scope, Stage stage) {
        super(
                scope,
                stage.name(),
                StackProps.builder()
                        .description("Labelmill, stage " + stage.stage())
                        // No assets: the template is all there is, and needs no bootstrapped account.
                        .synthesizer(new BootstraplessSynthesizer())
                        // Small enough (51,200 bytes) to go with the request, so that the CDK needs no bucket for it.
                        .suppressTemplateIndentation(true)
                        .build());
        Surroundings around = Surroundings.of(this, stage);
        Functions functions = new Functions(this, stage, around);
        new Wakers(this, stage, around, functions);
        String webhook = Doors.open(this, stage, functions.target(FunctionName.WEBHOOK), around.encryption());
        output(
                "BucketName",
                "Where batches are uploaded to and results are found",
                around.bucket().getBucketName());
        output("WebhookAddress", "Where vendors send labels, followed by the vendor's path", webhook);
        output(
                "SecretArn",
                "Where the vendors' webhook secrets are put",
                around.secret().getRef());
    }

    /** Ids as a reader would give them, in place of paths with hashes: all constructs are the stack's own. */
    @Override
    protected String allocateLogicalId(CfnElement element) {
        return Stream.of(element.getNode().getPath().split("/"))
                .skip(1)
                .filter(part -> !part.equals("Resource"))
                .map(part -> part.replaceAll("[^A-Za-z0-9]", ""))
                .collect(Collectors.joining());
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
