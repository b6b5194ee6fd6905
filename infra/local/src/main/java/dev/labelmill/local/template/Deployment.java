package dev.labelmill.local.template;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is deployed and how it hangs together.
 *
 * @param name of the stack
 * @param bucket logical id
 * @param table the table's resource
 * @param functions in the order of the flow
 * @param webhook export of the function that has an address of its own
 */
public record Deployment(
        String name,
        String bucket,
        Resource table,
        List<QueueDefinition> queues,
        List<FunctionDefinition> functions,
        List<QueueMapping> queueMappings,
        List<StreamMapping> streamMappings,
        List<Schedule> schedules,
        List<Notification> notifications,
        String webhook) {

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException naming what it lacks, or has and the local cloud does not know
     */
    public static Deployment of(Template template) {
        Resource table = template.only("AWS::DynamoDB::Table");
        Resource bucket = template.only("AWS::S3::Bucket");
        List<FunctionDefinition> functions = template.ofType("AWS::Lambda::Function").stream()
                .map(FunctionDefinition::of)
                .toList();
        Map<String, String> exports =
                functions.stream().collect(Collectors.toMap(FunctionDefinition::id, FunctionDefinition::export));
        Function<String, String> export = id -> required(exports, id);
        List<Resource> mappings = template.ofType("AWS::Lambda::EventSourceMapping");
        return new Deployment(
                // Whatever the stack is called, its table is called the same.
                table.text("/TableName"),
                bucket.id(),
                table,
                template.ofType("AWS::SQS::Queue").stream()
                        .map(QueueDefinition::of)
                        .toList(),
                functions,
                mappings.stream()
                        .filter(mapping -> !reads(mapping, table))
                        .map(mapping -> new QueueMapping(
                                mapping.reference("/EventSourceArn"),
                                export.apply(mapping.reference("/FunctionName")),
                                mapping.requiredNumber("/BatchSize")))
                        .toList(),
                mappings.stream()
                        .filter(mapping -> reads(mapping, table))
                        .map(mapping -> StreamMapping.of(mapping, export.apply(mapping.reference("/FunctionName"))))
                        .toList(),
                template.ofType("AWS::Events::Rule").stream()
                        .filter(rule -> rule.at("/ScheduleExpression").isTextual())
                        .map(rule -> Schedule.of(rule, export.apply(rule.reference("/Targets/0/Arn"))))
                        .toList(),
                Notification.of(bucket),
                export.apply(template.only("AWS::Lambda::Url").reference("/TargetFunctionArn")));
    }

    /** A deployed resource's name with another stack's name at its beginning. */
    public String renamed(String resource, String stack) {
        return resource.startsWith(name) ? stack + resource.substring(name.length()) : resource;
    }

    /** The names of the functions, in the order of the flow. */
    public List<String> exports() {
        return functions.stream().map(FunctionDefinition::export).toList();
    }

    private static boolean reads(Resource mapping, Resource table) {
        return mapping.reference("/EventSourceArn").equals(table.id());
    }

    private static String required(Map<String, String> exports, String id) {
        String export = exports.get(id);
        if (export == null) {
            throw new IllegalArgumentException(id + " is no function of the template");
        }
        return export;
    }
}
