package dev.labelmill.lambda.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.lambda.json.FeatureForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ModelDescription;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What heads have in common that can start from one another.
 *
 * @param features as model files have them
 * @param classes  by name, in order
 * @param ownModel what two users' models of the same name differ by; empty where features are made by none
 */
record Kind(JsonNode features, JsonNode classes, String ownModel) {

    static Kind of(Batch batch, Bucket bucket) {
        ArrayNode classes = Json.MAPPER.createArrayNode();
        batch.settings().singleChoice().classes().forEach(classes::add);
        JsonNode features = FeatureForm.write(((Trained) batch.settings().prelabel()).features());
        return new Kind(features, classes, ownModel(batch, bucket));
    }

    private static String ownModel(Batch batch, Bucket bucket) {
        return batch.settings().prelabel().ownModel().stream()
                .flatMap(model -> Stream.of(model, ModelDescription.of(model)))
                .map(file -> bucket.head(Layout.ownModel(batch.id(), file)))
                .map(object -> object.map(ObjectInfo::etag).orElse("gone"))
                .collect(Collectors.joining(" "));
    }

    /** Equal kinds give equal bytes. */
    byte[] bytes() {
        return (Json.write(features) + Json.write(classes) + ownModel).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a head has these features, compared as they are written: trees of equal numbers differ by how they were made. */
    boolean hasFeatures(JsonNode stored) {
        return Json.write(features).equals(Json.write(stored));
    }

    boolean hasClasses(JsonNode stored) {
        return classes.equals(stored);
    }
}
