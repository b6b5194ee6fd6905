package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/** The vendors' webhook secrets. */
final class Secrets {

    private Secrets() {}

    /** Names no vendor at first, so that every webhook is refused until secrets are put. */
    static CfnSecret vendors(Stack stack, Stage stage, Encryption encryption) {
        CfnSecret secret = CfnSecret.Builder.create(stack, "VendorSecrets")
                .name(name(stage))
                .description("Schemes and secrets of the vendors' webhooks, in the form of the README")
                .secretString("{}")
                .kmsKeyId(encryption.key().map(Key::getKeyArn).orElse(null))
                .build();
        secret.applyRemovalPolicy(Removal.of(stage));
        Nag.suppress(
                secret,
                "AwsSolutions-SMG4",
                "A vendor and its customer agree on a secret: no function could rotate one side of it. Two are valid"
                        + " during a rotation.");
        return secret;
    }

    /** As the functions' configuration has it: Parameter Store's reference to the secret. */
    static String address(Stage stage) {
        return "ssm:" + parameter(stage);
    }

    /** The parameter that stands for the secret. */
    static String parameter(Stage stage) {
        return "/aws/reference/secretsmanager/" + name(stage);
    }

    private static String name(Stage stage) {
        return stage.named("vendors");
    }
}
