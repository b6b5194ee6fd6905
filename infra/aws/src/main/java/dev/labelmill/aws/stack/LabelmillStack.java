package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import software.constructs.Construct;

/** Everything of one stage, apart from what watches it. */
public final class LabelmillStack extends NamedStack {

    /** @param scope the app */
    public LabelmillStack(Construct scope, Stage stage) {
        super(scope, stage.name(), "Labelmill, stage " + stage.stage());
        Surroundings around = Surroundings.of(this, stage);
        Functions functions = new Functions(this, stage, around);
        new Wakers(this, stage, around, functions);
        String webhook = Doors.open(this, stage, functions.target(FunctionName.WEBHOOK), around.encryption());
        output(
                "BucketName",
                "Where batches are uploaded to and results are found",
                around.bucket().getBucketName());
        output("WebhookAddress", "Where vendors send labels, followed by the vendor's path", webhook);
        around.secrets()
                .one()
                .ifPresentOrElse(
                        secret -> output("SecretArn", "Where the vendors' webhook secrets are put", secret.getRef()),
                        () -> output(
                                "SecretsPath", "Below which each vendor's webhook secret is put", Secrets.path(stage)));
    }
}
