package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Stage;
import dev.labelmill.aws.stage.VendorSecrets;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/**
 * The vendors' webhook secrets.
 *
 * @param one the secret that holds all of them; empty where each has a parameter of its own
 */
record Secrets(Optional<CfnSecret> one) {

    static Secrets of(Stack stack, Stage stage, Encryption encryption) {
        return new Secrets(
                stage.secrets() == VendorSecrets.ONE_SECRET
                        ? Optional.of(vendors(stack, stage, encryption))
                        : Optional.empty());
    }

    /** Names no vendor at first, so that every webhook is refused until secrets are put. */
    private static CfnSecret vendors(Stack stack, Stage stage, Encryption encryption) {
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

    /** As the functions' configuration has it: a parameter, or a path of parameters by the slash at its end. */
    String address(Stage stage) {
        return "ssm:" + (one.isPresent() ? parameter(stage) : path(stage) + "/");
    }

    /** The parameter that stands for the one secret: Parameter Store's reference to it. */
    static String parameter(Stage stage) {
        return "/aws/reference/secretsmanager/" + name(stage);
    }

    /** Below which the vendors' parameters are, without a slash at its end. */
    static String path(Stage stage) {
        return "/" + stage.name() + "/vendors";
    }

    private static String name(Stage stage) {
        return stage.named("vendors");
    }
}
