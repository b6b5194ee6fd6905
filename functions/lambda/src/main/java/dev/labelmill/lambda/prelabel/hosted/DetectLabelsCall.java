package dev.labelmill.lambda.prelabel.hosted;

import dev.labelmill.core.hosted.Distributions;
import dev.labelmill.core.hosted.HostedModel.DetectLabels;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.core.prelabel.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.Label;

/** Rekognition's DetectLabels: confidences that labels are present become a distribution over exactly one class. */
final class DetectLabelsCall implements ModelCall {

    /** Of bytes that go with the request (developer guide, Guidelines and quotas). */
    private static final int MOST_BYTES = 5 << 20;

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");

    private final RekognitionClient client;
    private final DetectLabels model;
    private final LabelNames.Index names;
    private final ModelPrice price;

    DetectLabelsCall(RekognitionClient client, DetectLabels model, LabelNames.Index names, ModelPrice price) {
        this.client = client;
        this.model = model;
        this.names = names;
        this.price = price;
    }

    @Override
    public String objection(Content content) {
        if (!(content instanceof Content.Bytes bytes) || !TYPES.contains(bytes.mediaType())) {
            return "Rekognition takes images of type image/png and image/jpeg";
        }
        return bytes.data().length > MOST_BYTES ? "Rekognition takes images of at most 5 MiB" : "";
    }

    @Override
    public Reply ask(List<Content> contents, Attempts attempts) {
        Content.Bytes image = (Content.Bytes) contents.get(0);
        DetectLabelsResponse response =
                client.detectLabels(request -> request.image(i -> i.bytes(SdkBytes.fromByteArrayUnsafe(image.data())))
                        .minConfidence((float) model.minConfidence())
                        .maxLabels(model.maxLabels())
                        .overrideConfiguration(attempts::watch));
        return new Reply(List.of(answer(response)), price.of(1, 0, 0));
    }

    private Answer answer(DetectLabelsResponse response) {
        if (!response.hasLabels()) {
            return new Answer.None("the answer has no list of labels");
        }
        Map<String, Double> confidences = new HashMap<>();
        for (Label label : response.labels()) {
            if (label.name() == null || !isPercentage(label.confidence())) {
                return new Answer.None("a label has no name, or no confidence from 0 to 100");
            }
            confidences.merge(label.name(), label.confidence() / 100.0, Math::max);
        }
        double least = model.minConfidence() / 200.0;
        return Distributions.ofPresence(confidences, names, least)
                .<Answer>map(Answer.Opinion::new)
                .orElseGet(() -> new Answer.None("no label was found that stands for a class"));
    }

    private static boolean isPercentage(Float confidence) {
        return confidence != null && confidence >= 0 && confidence <= 100;
    }

    @Override
    public long unansweredPicos(List<Content> contents) {
        return price.of(1, 0, 0);
    }

    @Override
    public void close() {
        client.close();
    }
}
