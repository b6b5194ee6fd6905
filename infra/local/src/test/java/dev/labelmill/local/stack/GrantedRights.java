package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.local.template.Resource;
import dev.labelmill.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Notes what a function asks for that its role in the committed template does not grant, which IAM would refuse and no
 * server here does: actions on the table with the partition key where a policy has a condition on it, on objects with their
 * prefix, and on queues, of whichever queue.
 */
final class GrantedRights implements ExecutionInterceptor {

    /** What a request asks for; the target is a partition key or an object's key, or empty where it does not matter. */
    private record Need(String action, String target) {}

    private final String function;
    private final List<JsonNode> statements;
    private final Set<String> missing;

    private GrantedRights(String function, List<JsonNode> statements, Set<String> missing) {
        this.function = function;
        this.statements = statements;
        this.missing = missing;
    }

    /**
     * @param function by its name in the code, such as {@code prelabel}
     * @param missing gets a sentence for each right that is not granted; for several threads
     */
    static GrantedRights of(String function, Template template, Set<String> missing) {
        Resource deployed = template.ofType("AWS::Lambda::Function").stream()
                .filter(resource -> resource.text("/FunctionName").endsWith("-" + function))
                .findFirst()
                .orElseThrow();
        String role = deployed.reference("/Role");
        List<JsonNode> statements = new ArrayList<>();
        template.ofType("AWS::IAM::Role").stream()
                .filter(resource -> resource.id().equals(role))
                .flatMap(resource -> elements(resource.at("/Policies")))
                .flatMap(policy -> elements(policy.at("/PolicyDocument/Statement")))
                .forEach(statements::add);
        return new GrantedRights(function, statements, missing);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        for (Need need : needs(context.request())) {
            if (statements.stream().noneMatch(statement -> grants(statement, need))) {
                missing.add(function + " has no right to " + need.action() + " of \"" + need.target() + "\"");
            }
        }
    }

    private static List<Need> needs(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().map(GrantedRights::need).toList();
        }
        if (request instanceof PutItemRequest put) {
            return List.of(row("PutItem", put.item()));
        }
        if (request instanceof UpdateItemRequest update) {
            return List.of(row("UpdateItem", update.key()));
        }
        if (request instanceof DeleteItemRequest delete) {
            return List.of(row("DeleteItem", delete.key()));
        }
        String name = request.getClass().getSimpleName().replaceAll("Request$", "");
        String service = request.getClass().getPackageName();
        if (service.contains(".s3.")) {
            List<Need> needs = new ArrayList<>();
            needs.add(new Need(
                    objectAction(name),
                    request.getValueForField("Key", String.class).orElse("")));
            request.getValueForField("SourceKey", String.class)
                    .ifPresent(source -> needs.add(new Need("s3:GetObject", source)));
            return needs;
        }
        return List.of(
                new Need(service.contains(".sqs.") ? "sqs:" + name.replaceAll("Batch$", "") : "dynamodb:" + name, ""));
    }

    /** Actions on objects do not have the names of the operations. */
    private static String objectAction(String operation) {
        return switch (operation) {
            case "HeadObject" -> "s3:GetObject";
            case "CopyObject", "CreateMultipartUpload", "UploadPart", "UploadPartCopy", "CompleteMultipartUpload" ->
                "s3:PutObject";
            case "ListObjectsV2" -> "s3:ListBucket";
            default -> "s3:" + operation;
        };
    }

    private static Need need(TransactWriteItem item) {
        if (item.put() != null) {
            return row("PutItem", item.put().item());
        }
        if (item.update() != null) {
            return row("UpdateItem", item.update().key());
        }
        return item.delete() != null
                ? row("DeleteItem", item.delete().key())
                : new Need("dynamodb:ConditionCheckItem", "");
    }

    private static Need row(String action, Map<String, AttributeValue> row) {
        return new Need("dynamodb:" + action, row.get(Keys.PK).s());
    }

    private static boolean grants(JsonNode statement, Need need) {
        return elements(statement.path("Action"))
                        .anyMatch(action -> action.asText().equals(need.action()))
                && isWithin(leadingKeys(statement), need.target())
                && isWithin(objects(statement), need.target());
    }

    private static boolean isWithin(List<String> globs, String target) {
        return globs.isEmpty()
                || globs.stream()
                        .anyMatch(glob -> target.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q")));
    }

    private static List<String> leadingKeys(JsonNode statement) {
        return elements(statement.at("/Condition/ForAllValues:StringLike").path("dynamodb:LeadingKeys"))
                .map(JsonNode::asText)
                .toList();
    }

    /** What comes behind the bucket in the addresses of objects that a statement is about. */
    private static List<String> objects(JsonNode statement) {
        return elements(statement.path("Resource"))
                .map(resource -> resource.at("/Fn::Join/1/1").asText())
                .filter(path -> path.startsWith("/"))
                .map(path -> path.substring(1))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode oneOrMore) {
        return oneOrMore.isArray() || oneOrMore.isMissingNode() ? oneOrMore.valueStream() : Stream.of(oneOrMore);
    }
}
