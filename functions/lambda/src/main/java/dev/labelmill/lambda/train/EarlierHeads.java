package dev.labelmill.lambda.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.core.training.Earlier;
import dev.labelmill.lambda.json.FeatureForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ModelDescription;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.store.BatchStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What trainings start from: the head of the batch's round before, and before there is one the head that was fitted last in
 * the project, if it has the batch's classes and features. Which that is changes with every training, so a batch settles it in
 * its row before it starts: a message that comes again starts from the same head, and what it writes has the same bytes.
 */
final class EarlierHeads {

    private final Bucket bucket;
    private final BatchStore batches;

    EarlierHeads(Bucket bucket, BatchStore batches) {
        this.bucket = bucket;
        this.batches = batches;
    }

    /** The batch as it was read, with its first training's start settled, by this call or by one before. */
    Batch settled(Batch batch) {
        if (batch.start() != null) {
            return batch;
        }
        String last = last(batch);
        batches.update(batch.id(), b -> b.startingFrom(last));
        return batch.startingFrom(batches.get(batch.id()).orElseThrow().start());
    }

    /** Key of the head that a settled batch's next training starts from; empty for none. */
    static String key(Batch batch) {
        return batch.model().isEmpty() ? batch.start() : batch.model();
    }

    /**
     * The head that a settled batch's next training starts from.
     *
     * @param dimension of the batch's features
     */
    Optional<Earlier> of(Batch batch, int dimension) {
        String key = key(batch);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        HeadReader.Stored stored = HeadReader.read(bucket, key, dimension);
        return Optional.of(batch.model().isEmpty() ? Earlier.elsewhere(stored.head()) : stored.asEarlier());
    }

    /** Makes a head the one that the project's next batch starts from; of two at a time either may stay. */
    void remember(Batch batch, String key) {
        ObjectNode pointer = kind(batch).put("model", key);
        bucket.put(
                Layout.lastModel(batch.settings().project()),
                "application/json",
                Json.write(pointer).getBytes(StandardCharsets.UTF_8));
    }

    private String last(Batch batch) {
        Optional<JsonNode> pointer =
                bucket.read(Layout.lastModel(batch.settings().project())).map(Json::parse);
        ObjectNode kind = kind(batch);
        return pointer.filter(found ->
                        same(found, kind, "classes") && same(found, kind, "features") && same(found, kind, "ownModel"))
                .map(found -> found.path("model").asText())
                .filter(key -> bucket.head(key).isPresent())
                .orElse("");
    }

    /** Compared as they are written, since trees of equal numbers differ by how they were made. */
    private static boolean same(JsonNode one, JsonNode other, String name) {
        return Json.write(one.path(name)).equals(Json.write(other.path(name)));
    }

    private ObjectNode kind(Batch batch) {
        ObjectNode kind = Json.object();
        ArrayNode classes = kind.putArray("classes");
        batch.settings().singleChoice().classes().forEach(classes::add);
        kind.set("features", FeatureForm.write(((Trained) batch.settings().prelabel()).features()));
        kind.put("ownModel", ownModel(batch));
        return kind;
    }

    /** What two users' models that have the same name differ by; empty where a batch has none. */
    private String ownModel(Batch batch) {
        return batch.settings().prelabel().ownModel().stream()
                .flatMap(model -> Stream.of(model, ModelDescription.of(model)))
                .map(file -> bucket.head(Layout.ownModel(batch.id(), file)))
                .map(object -> object.map(ObjectInfo::etag).orElse("gone"))
                .collect(Collectors.joining(" "));
    }
}
