package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Door;
import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.CfnUrl;

/** Where vendors' webhooks come in. */
final class Doors {

    private Doors() {}

    /** Makes the stage's door before a function; returns the URL that vendors call. */
    static String open(Stack stack, Stage stage, Target webhook, Encryption encryption) {
        if (stage.door() instanceof Door.HttpApi api) {
            return new ApiDoor(stack, stage, api, webhook, encryption).url();
        }
        return functionUrl(stack, webhook);
    }

    /** Open to all: the function itself refuses what is not signed. Since 2025 a public URL takes both permissions. */
    private static String functionUrl(Stack stack, Target webhook) {
        CfnUrl url = CfnUrl.Builder.create(stack, "WebhookUrl")
                .targetFunctionArn(webhook.function().getFunctionArn())
                .qualifier(webhook.qualifier().orElse(null))
                .authType("NONE")
                .invokeMode("BUFFERED")
                .build();
        url.getNode().addDependency(webhook.made());
        CfnPermission.Builder.create(stack, "WebhookUrlPermission")
                .action("lambda:InvokeFunctionUrl")
                .functionName(webhook.arn())
                .principal("*")
                .functionUrlAuthType("NONE")
                .build();
        CfnPermission.Builder.create(stack, "WebhookInvokePermission")
                .action("lambda:InvokeFunction")
                .functionName(webhook.arn())
                .principal("*")
                .invokedViaFunctionUrl(true)
                .build();
        return url.getAttrFunctionUrl();
    }
}
