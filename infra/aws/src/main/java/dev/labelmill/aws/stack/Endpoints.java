package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/** Users' endpoints, which are told of batches, with the keys that deliveries are signed with. */
final class Endpoints {

    private Endpoints() {}

    /** Names none at first, so that nobody is told anything. */
    static CfnSecret of(Stack stack, Stage stage, Encryption encryption) {
        CfnSecret secret = CfnSecret.Builder.create(stack, "Endpoints")
                .name(stage.named("endpoints"))
                .description("Users' endpoints and their signing keys, in the form of docs/notices.md")
                .secretString("{}")
                .kmsKeyId(encryption.key().map(Key::getKeyArn).orElse(null))
                .build();
        secret.applyRemovalPolicy(Removal.of(stage));
        Nag.suppress(
                secret,
                "AwsSolutions-SMG4",
                "Whoever is told has to know the key too: no function could rotate one side of it. Two are valid during a"
                        + " rotation.");
        return secret;
    }

    /** As the functions' configuration has it: Parameter Store's reference to the secret. */
    static String address(Stage stage) {
        return "ssm:" + parameter(stage);
    }

    /** The parameter that stands for the secret. */
    static String parameter(Stage stage) {
        return "/aws/reference/secretsmanager/" + stage.named("endpoints");
    }
}
