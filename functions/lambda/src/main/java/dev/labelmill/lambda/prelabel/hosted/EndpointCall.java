package dev.labelmill.lambda.prelabel.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.hosted.HostedModel.Endpoint;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** SageMaker's InvokeEndpoint: JSON with texts or an image's bytes in, JSON with probabilities out. */
final class EndpointCall implements ModelCall {

    /** Of a request (Amazon SageMaker, Invocation payload). */
    private static final int MOST_BYTES = 6 << 20;

    private static final String JSON = "application/json";

    private final SageMakerRuntimeClient client;
    private final Endpoint model;
    private final EndpointAnswer reader;
    private final ModelPrice price;

    EndpointCall(SageMakerRuntimeClient client, Endpoint model, LabelNames.Index names, ModelPrice price) {
        this.client = client;
        this.model = model;
        this.reader = new EndpointAnswer(model, names);
        this.price = price;
    }

    @Override
    public String objection(Content content) {
        int bytes = content instanceof Content.Text text
                ? text.text().getBytes(StandardCharsets.UTF_8).length
                : ((Content.Bytes) content).data().length;
        if (content instanceof Content.Bytes && model.itemsPerCall() > 1) {
            return "the endpoint takes one image at a time, and itemsPerCall asks for more";
        }
        return (long) bytes * model.itemsPerCall() > MOST_BYTES ? "the item is larger than an endpoint takes" : "";
    }

    @Override
    public Reply ask(List<Content> contents, Attempts attempts) {
        InvokeEndpointResponse response = client.invokeEndpoint(request -> request.endpointName(model.endpoint())
                .contentType(contentType(contents.get(0)))
                .accept(JSON)
                .body(body(contents))
                .overrideConfiguration(attempts::watch));
        return new Reply(reader.read(response.body().asByteArrayUnsafe(), contents.size()), price.of(1, 0, 0));
    }

    private String contentType(Content content) {
        if (!model.contentType().isEmpty()) {
            return model.contentType();
        }
        return content instanceof Content.Bytes bytes ? bytes.mediaType() : JSON;
    }

    private SdkBytes body(List<Content> contents) {
        if (contents.get(0) instanceof Content.Bytes image) {
            return SdkBytes.fromByteArrayUnsafe(image.data());
        }
        ObjectNode body = Json.object();
        if (model.itemsPerCall() == 1) {
            body.put(model.inputField(), text(contents.get(0)));
        } else {
            ArrayNode texts = body.putArray(model.inputField());
            contents.forEach(content -> texts.add(text(content)));
        }
        if (!model.parameters().isEmpty()) {
            JsonNode parameters = Json.parse(model.parameters().getBytes(StandardCharsets.UTF_8));
            body.set("parameters", parameters);
        }
        return SdkBytes.fromUtf8String(Json.write(body));
    }

    private static String text(Content content) {
        return ((Content.Text) content).text();
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
