package dev.labelmill.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final Path COMMITTED =
            Path.of(System.getProperty("labelmill.root"), "infra", "aws", "templates", "dev.template.json");

    private final Deployment deployment = Deployment.of(Template.deployed());

    @Test
    void the_template_in_the_build_is_the_committed_one() throws IOException {
        assertThat(Template.class.getResourceAsStream("dev.template.json").readAllBytes())
                .isEqualTo(Files.readAllBytes(COMMITTED));
    }

    @Test
    void the_functions_come_in_the_order_of_the_flow() {
        assertThat(deployment.exports())
                .containsExactly(
                        "intake",
                        "prelabel",
                        "dispatch",
                        "webhook",
                        "collect",
                        "score",
                        "tally",
                        "train",
                        "advance",
                        "publish",
                        "finish",
                        "notify",
                        "pretask",
                        "consolidate");
        FunctionDefinition prelabel = deployment.functions().get(1);
        assertThat(prelabel.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(prelabel.memoryMegabytes()).isEqualTo(1769);
        assertThat(prelabel.concurrency()).isEqualTo(OptionalInt.of(10));
        assertThat(prelabel.environment(id -> "<" + id + ">"))
                .containsEntry("LABELMILL_FINISH_QUEUE", "<FinishQueue>")
                .containsEntry("LABELMILL_TABLE", "<Table>")
                .containsEntry("LABELMILL_STAGE", "dev");
    }

    @Test
    void queues_know_where_their_failures_go_and_whom_they_wake() {
        assertThat(deployment.queueMappings())
                .containsExactlyInAnyOrder(
                        new QueueMapping("IntakeQueue", "intake", 10),
                        new QueueMapping("PrelabelQueue", "prelabel", 1),
                        new QueueMapping("TrainQueue", "train", 1),
                        new QueueMapping("FinishQueue", "finish", 1),
                        new QueueMapping("CollectQueue", "collect", 1),
                        new QueueMapping("NotifyQueue", "notify", 1));
        assertThat(deployment.queues())
                .contains(
                        new QueueDefinition(
                                "IntakeQueue",
                                "labelmill-dev-intake",
                                Duration.ofSeconds(960),
                                Optional.of(new QueueDefinition.Redrive("IntakeDeadLetterQueue", 5))),
                        new QueueDefinition(
                                "ScoreDeadLetterQueue",
                                "labelmill-dev-score-dlq",
                                Duration.ofSeconds(30),
                                Optional.empty()));
        assertThat(deployment.renamed("labelmill-dev-intake", "labelmill")).isEqualTo("labelmill-intake");
    }

    @Test
    void the_stream_has_two_readers() {
        StreamMapping score = deployment.streamMappings().get(0);
        StreamMapping tally = deployment.streamMappings().get(1);
        assertThat(deployment.streamMappings()).hasSize(2);
        assertThat(score.function()).isEqualTo("score");
        assertThat(score.bisect()).isTrue();
        assertThat(score.oldest()).contains(Duration.ofHours(6));
        assertThat(score.failures()).contains("ScoreDeadLetterQueue");
        assertThat(score.tumblingWindow()).isEmpty();
        assertThat(tally.function()).isEqualTo("tally");
        assertThat(tally.bisect()).isFalse();
        assertThat(tally.oldest()).isEmpty();
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.tumblingWindow()).contains(Duration.ofSeconds(5));
        assertThat(tally.batchSize()).isEqualTo(500);
    }

    @Test
    void schedules_notifications_and_the_webhooks_address_name_their_functions() {
        assertThat(deployment.schedules())
                .containsExactlyInAnyOrder(
                        new Schedule("advance", Duration.ofMinutes(1)),
                        new Schedule("dispatch", Duration.ofMinutes(1)),
                        new Schedule("publish", Duration.ofMinutes(1)));
        assertThat(deployment.notifications())
                .containsExactly(
                        new Notification("ObjectCreated:", "batches/", "IntakeQueue"),
                        new Notification("ObjectCreated:", "returns/", "CollectQueue"));
        assertThat(deployment.webhook()).isEqualTo("webhook");
    }

    @Test
    void a_mapping_that_the_local_cloud_could_not_honour_is_refused() throws IOException {
        ObjectNode template = committed();
        ((ObjectNode) template.at("/Resources/ScoreMapping/Properties")).put("ParallelizationFactor", 10);

        assertThatThrownBy(() -> read(template))
                .hasMessage("ScoreMapping/ParallelizationFactor is 10; the local cloud knows 1");
    }

    @Test
    void what_a_template_lacks_is_named() throws IOException {
        ObjectNode withoutTable = committed();
        ((ObjectNode) withoutTable.path("Resources")).remove("Table");
        ObjectNode withoutSize = committed();
        ((ObjectNode) withoutSize.at("/Resources/IntakeMapping/Properties")).remove("BatchSize");
        ObjectNode byCron = committed();
        ((ObjectNode) byCron.at("/Resources/PublishSchedule/Properties"))
                .put("ScheduleExpression", "cron(0 12 * * ? *)");

        assertThatThrownBy(() -> read(withoutTable))
                .hasMessage("The template has 0 resources AWS::DynamoDB::Table, not one");
        assertThatThrownBy(() -> read(withoutSize))
                .hasMessage("IntakeMapping/BatchSize is no whole number in the template");
        assertThatThrownBy(() -> read(byCron))
                .hasMessage("PublishSchedule is scheduled by \"cron(0 12 * * ? *)\", which is no rate");
    }

    private static ObjectNode committed() throws IOException {
        return (ObjectNode) Json.parse(Files.readAllBytes(COMMITTED)).orElseThrow();
    }

    private static Deployment read(JsonNode template) {
        return Deployment.of(Template.parse(Json.bytes(template)));
    }
}
