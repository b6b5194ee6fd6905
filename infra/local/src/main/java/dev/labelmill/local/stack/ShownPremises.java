package dev.labelmill.local.stack;

import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.QueueDefinition;
import dev.labelmill.local.views.Premises;
import dev.labelmill.local.views.Premises.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The template's resources as the web page's views want them. */
final class ShownPremises {

    private ShownPremises() {}

    static Premises of(Deployment deployment, Resources resources) {
        return new Premises(
                new Table(resources.dynamo(), Resources.TABLE),
                resources.s3(),
                Resources.BUCKET,
                EventSources.notifications(deployment, resources, resources.sqs()),
                resources.sqs(),
                Stream.concat(queues(deployment, resources).stream(), streams(deployment, resources).stream())
                        .toList());
    }

    private static List<Lane> queues(Deployment deployment, Resources resources) {
        Map<String, QueueDefinition> known =
                deployment.queues().stream().collect(Collectors.toMap(QueueDefinition::id, Function.identity()));
        return deployment.queueMappings().stream()
                .flatMap(mapping -> known.get(mapping.queue()).redrive().stream()
                        .map(redrive -> new Lane(
                                mapping.function(),
                                Optional.of(resources.address(mapping.queue())),
                                resources.address(redrive.deadLetters()))))
                .toList();
    }

    private static List<Lane> streams(Deployment deployment, Resources resources) {
        return deployment.streamMappings().stream()
                .flatMap(mapping -> mapping.failures().stream()
                        .map(queue -> new Lane(mapping.function(), Optional.empty(), resources.address(queue))))
                .toList();
    }
}
