package dev.labelmill.lambda.json;

import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.hosted.ModelAccess;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads which hosted models a deployment may call, as its stage lists them:
 * {@code {"sagemaker": ["<endpoint>"], "bedrock": ["<model>"], "rekognition": true, "concurrency": 8}}.
 */
public final class ModelAccessForm {

    private static final int DEFAULT_CONCURRENCY = 8;

    private ModelAccessForm() {}

    /**
     * @param json   the list; empty for no model at all
     * @param prices that the deployment counts by
     * @throws IllegalArgumentException saying in one sentence what is wrong with it
     */
    public static ModelAccess read(String json, PriceList prices) {
        if (json.isEmpty()) {
            return ModelAccess.none();
        }
        Fields fields = Fields.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        Set<String> models = new HashSet<>();
        if (fields.has("sagemaker")) {
            fields.strings("sagemaker").forEach(endpoint -> models.add("sagemaker/" + endpoint));
        }
        if (fields.has("bedrock")) {
            fields.strings("bedrock").forEach(model -> models.add("bedrock/" + model));
        }
        if (fields.flag("rekognition", false)) {
            models.add("rekognition");
        }
        int concurrency = fields.has("concurrency") ? fields.small("concurrency") : DEFAULT_CONCURRENCY;
        fields.requireNothingElse();
        return new ModelAccess(models, concurrency, prices.date(), prices.models());
    }
}
