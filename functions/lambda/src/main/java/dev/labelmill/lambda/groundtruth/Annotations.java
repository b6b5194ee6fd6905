package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.finish.LabelAttributes.Item;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the file with the answers. One that cannot be used is left out; of a worker's several the last counts. */
final class Annotations {

    private final JobFiles files;
    private final LeftOut leftOut;

    Annotations(JobFiles files, LeftOut leftOut) {
        this.files = files;
        this.leftOut = leftOut;
    }

    /** @throws UnusableContent if the file is no list of objects with ids */
    List<AnnotatedObject> read(Field address) throws UnusableContent {
        List<AnnotatedObject> objects = new ArrayList<>();
        for (Field object : file(address).elements()) {
            objects.add(object(object));
        }
        return objects;
    }

    private Field file(Field address) throws UnusableContent {
        byte[] content = files.read(address);
        try {
            return new Field("payload", Json.parse(content));
        } catch (IllegalArgumentException broken) {
            throw address.fault("names a file that " + broken.getMessage());
        }
    }

    private AnnotatedObject object(Field object) throws UnusableContent {
        Map<String, WorkerAnswer> answers = new TreeMap<>();
        for (Field annotation : object.member("annotations").elements()) {
            try {
                answers.put(annotation.member("workerId").name(), answer(annotation.member("annotationData")));
            } catch (UnusableContent bad) {
                leftOut.add();
            }
        }
        return new AnnotatedObject(object.member("datasetObjectId").name(), item(object, answers), answers);
    }

    private WorkerAnswer answer(Field data) throws UnusableContent {
        Optional<Field> content = data.optional("content");
        byte[] json = content.isPresent()
                ? content.get().text().getBytes(StandardCharsets.UTF_8)
                : files.read(data.member("s3Uri"));
        return WorkerAnswer.read(StrictJson.readVendors(json));
    }

    private static Item item(Field object, Map<String, WorkerAnswer> answers) {
        Optional<ImageSize> size = answers.values().stream()
                .flatMap(answer -> answer.image().stream())
                .findFirst();
        JsonNode data = object.node().path("dataObject");
        return data.hasNonNull("content")
                ? Item.ofSource(data.get("content").asText(), size)
                : Item.ofReference(data.path("s3Uri").asText(), size);
    }
}
