package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was annotated in a job (CVAT's LabeledData): tags are classes, and rectangles, in pixels, are boxes. Nothing at all is an
 * empty list: an image without boxes, and no label of a batch that wants one class. What is of other frames than the
 * task's only one is passed over.
 *
 * @param labels the names of the project's labels by their ids
 */
record CvatAnnotations(Field drawn, Map<Long, String> labels) {

    /** Frames count from 0. */
    static final long FRAME = 0;

    private static final int CORNERS = 4;

    /** The annotator's answer. */
    LabelChange change() throws UnusableContent {
        if (!part("tracks").isEmpty()) {
            throw drawn.member("tracks").fault("is not empty: an image has tags or shapes");
        }
        List<Field> tags = part("tags");
        List<Field> shapes = part("shapes");
        if (!tags.isEmpty() && !shapes.isEmpty()) {
            throw drawn.fault("hold tags and shapes: labels of one type are one or the other");
        }
        return tags.isEmpty() ? boxes(shapes) : classes(tags);
    }

    private List<Field> part(String name) throws UnusableContent {
        Optional<Field> part = drawn.optional(name);
        List<Field> ours = new ArrayList<>();
        for (Field one : part.isPresent() ? part.get().elements() : List.<Field>of()) {
            if (one.member("frame").whole() == FRAME) {
                ours.add(one);
            }
        }
        return ours;
    }

    private LabelChange classes(List<Field> tags) throws UnusableContent {
        ArrayNode names = Json.MAPPER.createArrayNode();
        for (Field tag : tags) {
            names.add(label(tag));
        }
        return names.size() == 1 ? new LabelChange.Chosen(names.get(0).textValue()) : new LabelChange.Valued(names);
    }

    private LabelChange boxes(List<Field> shapes) throws UnusableContent {
        ArrayNode boxes = Json.MAPPER.createArrayNode();
        for (Field shape : shapes) {
            Field type = shape.member("type");
            if (!type.text().equals("rectangle")) {
                throw type.fault("is not rectangle");
            }
            Optional<Field> rotation = shape.optional("rotation");
            if (rotation.isPresent() && rotation.get().decimal() != 0) {
                throw rotation.get().fault("is not 0: boxes stand upright");
            }
            double[] corners = corners(shape.member("points"));
            boxes.addObject()
                    .put("label", label(shape))
                    .put("left", Math.min(corners[0], corners[2]))
                    .put("top", Math.min(corners[1], corners[3]))
                    .put("width", Math.abs(corners[2] - corners[0]))
                    .put("height", Math.abs(corners[3] - corners[1]));
        }
        return new LabelChange.Valued(boxes);
    }

    private static double[] corners(Field points) throws UnusableContent {
        List<Field> numbers = points.elements();
        if (numbers.size() != CORNERS) {
            throw points.fault("are not the four numbers of a rectangle");
        }
        double[] corners = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            corners[i] = numbers.get(i).decimal();
        }
        return corners;
    }

    private String label(Field annotation) throws UnusableContent {
        Field id = annotation.member("label_id");
        String name = labels.get(id.whole());
        if (name == null) {
            throw id.fault("is no label of the job's project");
        }
        return name;
    }
}
