package dev.labelmill.aws.watch;

import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.Stage;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;

/** Saved queries of CloudWatch Logs Insights, in a folder of the stage's name. */
final class Queries {

    private final Stack stack;
    private final Stage stage;

    Queries(Stack stack, Stage stage) {
        this.stack = stack;
        this.stage = stage;
    }

    void create() {
        save("Errors", "errors", """
                fields @timestamp, @log, @message
                | filter @message like /ERROR|Exception|timed out/
                | sort @timestamp desc
                | limit 100
                """);
        save("Durations", "durations and cold starts", """
                filter @type = "REPORT"
                | stats count(*) as calls, avg(@duration) as mean, pct(@duration, 95) as p95, max(@duration) as longest, \
                max(@initDuration) as longestStart, max(@maxMemoryUsed) / 1000000 as mostMegabytes by @log
                """);
        save("Money", "money of batches", """
                filter ispresent(batch) and ispresent(`dollars.total`)
                | stats max(items) as items, max(resolved) as resolved, max(`dollars.labour`) as labour, \
                max(`dollars.qualityControl`) as qualityControl, max(`dollars.platform`) as platform, \
                max(`dollars.total`) as total by batch
                | sort total desc
                """);
        save("Slowest", "slowest calls", """
                filter @type = "REPORT"
                | fields @timestamp, @log, @requestId, @duration, @billedDuration, @maxMemoryUsed
                | sort @duration desc
                | limit 20
                """);
        save("Refusals", "refused webhooks", List.of(FunctionName.WEBHOOK), """
                filter ispresent(`webhook.refused`)
                | stats sum(`webhook.refused`) as refused, sum(`webhook.refused.WRONG_SIGNATURE`) as wrong, sum(`webhook.refused.STALE`) as stale, \
                sum(`webhook.refused.NO_SECRET`) as noSecret, sum(`webhook.refused.MISSING_HEADER`) as noHeader, \
                sum(`webhook.refused.MALFORMED`) as malformed by bin(5m)
                """);
    }

    private void save(String id, String name, String query) {
        save(id, name, List.of(FunctionName.values()), query);
    }

    private void save(String id, String name, List<FunctionName> functions, String query) {
        Stream<String> groups = functions.stream().map(function -> "/aws/lambda/" + stage.named(function));
        CfnQueryDefinition.Builder.create(stack, id + "Query")
                .name(stage.name() + "/" + name)
                .logGroupNames(groups.toList())
                .queryString(query.strip())
                .build();
    }
}
