package dev.labelmill.aws.stack;

import dev.labelmill.aws.stage.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The right to call exactly the hosted models that a stage lists, and how its functions are told of them. */
final class HostedModels {

    private HostedModels() {}

    static List<PolicyStatement> rights(Models models) {
        List<PolicyStatement> statements = new ArrayList<>();
        if (!models.endpoints().isEmpty()) {
            statements.add(allow(
                    "InvokeEndpoints",
                    "sagemaker:InvokeEndpoint",
                    models.endpoints().stream()
                            .map(name ->
                                    Fn.sub("arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/"
                                            + name.toLowerCase(Locale.ROOT)))
                            .toList()));
        }
        if (!models.bedrock().isEmpty()) {
            // Converse is allowed by the same action as InvokeModel (service authorization reference, Amazon Bedrock).
            statements.add(allow(
                    "InvokeModels",
                    "bedrock:InvokeModel",
                    models.bedrock().stream()
                            .flatMap(HostedModels::resources)
                            .distinct()
                            .toList()));
        }
        if (models.rekognition()) {
            // It has no resources to name (service authorization reference, Amazon Rekognition).
            statements.add(allow("DetectLabels", "rekognition:DetectLabels", List.of("*")));
        }
        return statements;
    }

    /** A profile needs the right to itself, and to its model in each region that it may send a call to. */
    private static Stream<String> resources(Models.Bedrock model) {
        if (model.regions().isEmpty()) {
            return Stream.of(Fn.sub("arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/" + model.model()));
        }
        String profile = "arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/";
        String foundation = model.model().substring(model.model().indexOf('.') + 1);
        return Stream.concat(
                Stream.of(Fn.sub(profile + model.model())),
                model.regions().stream()
                        .map(region -> Fn.sub(
                                "arn:${AWS::Partition}:bedrock:" + region + "::foundation-model/" + foundation)));
    }

    private static PolicyStatement allow(String name, String action, List<String> resources) {
        return PolicyStatement.Builder.create()
                .sid(name)
                .actions(List.of(action))
                .resources(resources)
                .build();
    }

    /** The list, as the functions read it. */
    static String environment(Models models) {
        return "{\"sagemaker\":" + list(models.endpoints()) + ",\"bedrock\":"
                + list(models.bedrock().stream().map(Models.Bedrock::model).toList()) + ",\"rekognition\":"
                + models.rekognition() + ",\"concurrency\":" + models.concurrency() + "}";
    }

    /** Names have no character that JSON would escape. */
    private static String list(List<String> names) {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
    }
}
