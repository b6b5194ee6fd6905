package dev.labelmill.aws.stack;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack whose template is all there is of it, with ids that a reader would give. */
public abstract class NamedStack extends Stack {

    /**
     * @param scope the app
     * @param name  of the stack
     */
    protected NamedStack(Construct scope, String name, String description) {
        super(
                scope,
                name,
                StackProps.builder()
                        .description(description)
                        // No assets: the template is all there is, and needs no bootstrapped account.
                        .synthesizer(new BootstraplessSynthesizer())
                        // Up to 51,200 bytes go with the request, so that the CDK needs no bucket for them.
                        .suppressTemplateIndentation(true)
                        .build());
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

    /** An output of the stack. */
    protected final void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
