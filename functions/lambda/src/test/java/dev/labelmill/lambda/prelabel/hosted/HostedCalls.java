package dev.labelmill.lambda.prelabel.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.HostedModel;
import dev.labelmill.core.hosted.HostedSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;

/** A local server and the SDK's own clients of it. */
abstract class HostedCalls {

    static final List<String> CLASSES = List.of("bad", "good");
    static final Offset<Double> TINY = Offset.offset(1e-6);

    static final String CONVERSED = """
            {"output": {"message": {"role": "assistant", "content": [{"toolUse": {"toolUseId": "tooluse_1",
              "name": "give_label", "input": {"answers": [
                {"class": "good", "probability": 0.9}, {"class": "bad", "probability": 0.1}]}}}]}},
             "stopReason": "tool_use", "usage": {"inputTokens": 420, "outputTokens": 30, "totalTokens": 450},
             "metrics": {"latencyMs": 551}}""";

    static final String DETECTED = """
            {"Labels": [{"Name": "Dog", "Confidence": 98.0, "Instances": [], "Parents": [{"Name": "Pet"}]},
                        {"Name": "Pet", "Confidence": 98.0, "Instances": [], "Parents": []}],
             "LabelModelVersion": "3.0"}""";

    static final String CLASSIFIED =
            "[{\"label\": \"POSITIVE\", \"score\": 0.75}, {\"label\": \"NEGATIVE\", \"score\": 0.25}]";

    static final HostedModel CONVERSE =
            new HostedModel.Converse("amazon.nova-lite-v1:0", "Is the review good?", 200, 0);
    static final HostedModel LABELS = new HostedModel.DetectLabels(50, 20);
    static final LabelNames SENTIMENT = new LabelNames(Map.of("POSITIVE", "good", "NEGATIVE", "bad"), Optional.empty());

    /** What the function's clock shows. */
    InstantSource clock = InstantSource.system();

    /** After which the function is stopped. */
    Duration timeout = Duration.ofMinutes(5);

    final ModelServer server = new ModelServer(request -> Response.ok(CONVERSED));

    @AfterEach
    void stop() {
        server.close();
    }

    static HostedModel endpoint(int itemsPerCall, String pointer, List<String> labels) {
        return new HostedModel.Endpoint(
                "sentiment", "", "inputs", "{\"top_k\":null}", itemsPerCall, pointer, labels, false);
    }

    static HostedSettings settings(HostedModel model, LabelNames names, CallSettings calls) {
        ModelPrice price = model instanceof HostedModel.Converse
                ? new ModelPrice(0, 60_000, 240_000)
                : new ModelPrice(1_000_000_000, 0, 0);
        return new HostedSettings(model, names, calls, Optional.of(price));
    }

    HostedLabeler.Asked ask(HostedModel model, LabelNames names, Content... contents) {
        return ask(model, names, new CallSettings(4, 30, 3), 8, List.of(contents));
    }

    HostedLabeler.Asked ask(HostedModel model, LabelNames names, CallSettings calls, int cap, List<Content> contents) {
        ModelAccess access = new ModelAccess(Set.of(model.id()), cap, "", Map.of());
        try (HostedLabeler labeler =
                HostedLabeler.of(settings(model, names, calls), CLASSES, access, server.clients())) {
            List<Supplier<Attempt<Content>>> items = new ArrayList<>();
            contents.forEach(content -> items.add(() -> new Attempt<>(content, null)));
            return labeler.ask(items, AskingTime.begin(clock, timeout));
        }
    }

    HostedLabeler.Asked converse() {
        return ask(CONVERSE, own(), new Content.Text("a fine thing"));
    }

    static LabelNames own() {
        return new LabelNames(Map.of(), Optional.empty());
    }

    static double[] opinion(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Opinion.class);
        return ((Answer.Opinion) answer).distribution();
    }
}
