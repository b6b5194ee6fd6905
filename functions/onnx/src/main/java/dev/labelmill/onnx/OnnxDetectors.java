package dev.labelmill.onnx;

import dev.labelmill.core.geometry.NonMaximumSuppression;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.ModelFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes detectors from models that users bring; docs/onnx.md describes the JSON file beside a model. */
final class OnnxDetectors {

    /** The defaults of Ultralytics' {@code non_max_suppression}: of the score, the overlap and the number of boxes. */
    private static final float THRESHOLD = .25f;

    private static final float IOU = .45f;
    private static final int MOST = 300;

    /** More boxes on an image are no label. */
    private static final int MOST_BOXES = 1000;

    private OnnxDetectors() {}

    /**
     * @param classes the batch's classes, in the order of the boxes' class indices
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description
     */
    static Detector detector(ModelFiles files, List<String> classes) {
        DescriptionFields fields = DescriptionFields.of(files.description()).allowing(Set.of("input", "output"));
        DescriptionFields input = fields.object("input");
        input.require(input.has("kind"), "kind", "is missing");
        input.word("kind", List.of("image"));
        DescriptionFields output = fields.object("output")
                .allowing(Set.of(
                        "layout",
                        "name",
                        "names",
                        "labels",
                        "classes",
                        "otherwise",
                        "threshold",
                        "iou",
                        "most",
                        "coordinates"));
        OnnxSession session = OnnxSession.of(files.model());
        List<String> labels = output.strings("labels");
        ClassMapping mapping =
                ClassMapping.of(labels, output.stringsByName("classes"), output.optionalString("otherwise"), classes);
        return new OnnxDetector(
                session,
                OnnxModels.image(input, session),
                layout(output, session, labels.size()),
                mapping,
                share(output, "threshold", THRESHOLD),
                output.word("coordinates", List.of("pixels", "fractions")).equals("fractions"),
                new NonMaximumSuppression(share(output, "iou", IOU), output.whole("most", 1, MOST_BOXES, MOST)));
    }

    private static DetectionLayout layout(DescriptionFields output, OnnxSession session, int classes) {
        output.require(output.has("layout"), "layout", "is missing");
        if (output.word("layout", List.of("yolo", "torchvision")).equals("yolo")) {
            output.require(!output.has("names"), "names", "is for the layout torchvision");
            return new DetectionLayout.Yolo(session.output(output.optionalString("name")), classes);
        }
        output.require(!output.has("name"), "name", "is for the layout yolo, and torchvision's are in names");
        Optional<DescriptionFields> names = output.has("names")
                ? Optional.of(output.object("names").allowing(Set.of("boxes", "labels", "scores")))
                : Optional.<DescriptionFields>empty();
        return new DetectionLayout.Torchvision(
                session.output(Optional.of(name(names, "boxes"))),
                session.numbers(name(names, "labels")),
                session.output(Optional.of(name(names, "scores"))));
    }

    private static String name(Optional<DescriptionFields> names, String output) {
        return names.flatMap(given -> given.optionalString(output)).orElse(output);
    }

    private static double share(DescriptionFields output, String name, float otherwise) {
        float share = output.number(name, otherwise);
        output.require(share >= 0 && share <= 1, name, "must be a number from 0 to 1");
        return share;
    }
}
