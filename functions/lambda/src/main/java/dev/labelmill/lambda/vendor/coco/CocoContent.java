package dev.labelmill.lambda.vendor.coco;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.JsonElements;
import dev.labelmill.lambda.payload.JsonElements.Element;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.coco.CocoImages.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is needed of a file: its images, categories and boxes. */
final class CocoContent {

    private static final int MOST_CATEGORIES = 100_000;
    private static final int EDGES = 4;

    private static final Set<String> OF_ANNOTATIONS = Set.of("image_id", "category_id", "bbox", "iscrowd");

    private final CocoImages images = new CocoImages();
    private final Map<String, Integer> categories = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final CocoBoxes boxes = new CocoBoxes();
    /** Where the first annotation of each image stands that is not in the list, as far as the list has been read. */
    private final Map<Integer, String> unlisted = new LinkedHashMap<>();

    private CocoContent() {}

    /** The file is larger than memory has room for. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super("the file has " + what + ": part it into several files", null, false, false);
        }
    }

    /** @throws UnusableContent if the file is broken, too large, or has a box that may be any image's */
    static CocoContent read(FileForm.Content file) throws IOException, UnusableContent {
        CocoContent content = new CocoContent();
        try (JsonElements elements = new JsonElements(file.open())) {
            for (Optional<Element> next = elements.next(); next.isPresent(); next = elements.next()) {
                content.add(next.get());
            }
        } catch (TooMuch much) {
            throw new UnusableContent(422, much.getMessage());
        }
        content.unlisted.keySet().removeIf(content.images::lists);
        return content;
    }

    CocoImages images() {
        return images;
    }

    /** Where annotations stand of images that the file does not list: the first of each image. */
    List<String> strays() {
        return List.copyOf(unlisted.values());
    }

    private void add(Element element) throws UnusableContent {
        if (element.index() >= 0) {
            switch (element.member()) {
                case "images" -> images.add(element);
                case "categories" -> category(element);
                case "annotations" -> annotation(element);
                default -> {
                    // Information and licences are of no concern.
                }
            }
        } else if (CocoFile.has(element.member())) {
            throw new UnusableContent(422, element.member() + " is not a list");
        }
    }

    private void category(Element element) throws UnusableContent {
        try {
            Field category = element.read(Set.of("id", "name"));
            int number = number(category.member("id"));
            if (!names.get(number).isEmpty()) {
                throw new UnusableContent(422, "its id is that of several categories");
            }
            names.set(number, category.member("name").name());
        } catch (UnusableContent bad) {
            throw new UnusableContent(422, element.place() + ": " + bad.getMessage() + "; the file's boxes need it");
        }
    }

    /** A number for a category's id. Its name is empty as long as the list of categories has not told it. */
    private int number(Field id) throws UnusableContent {
        String text = id(id);
        Integer known = categories.get(text);
        if (known != null) {
            return known;
        }
        if (names.size() == MOST_CATEGORIES) {
            throw new TooMuch("more than " + MOST_CATEGORIES + " categories");
        }
        categories.put(text, names.size());
        names.add("");
        return names.size() - 1;
    }

    /** COCO's ids are whole numbers; some tools write them as texts. */
    static String id(Field id) throws UnusableContent {
        return id.node().isTextual() ? id.name() : Long.toString(id.whole());
    }

    private void annotation(Element element) throws UnusableContent {
        int image;
        Field annotation;
        try {
            annotation = element.read(OF_ANNOTATIONS);
            image = images.number(annotation.member("image_id"));
        } catch (UnusableContent bad) {
            throw new UnusableContent(
                    422,
                    element.place() + ": " + bad.getMessage()
                            + "; it may be any image's, so that no label of the file can be taken for whole");
        }
        if (!images.lists(image)) {
            unlisted.putIfAbsent(image, element.place());
        }
        try {
            box(image, annotation);
        } catch (UnusableContent bad) {
            images.spoil(image, element.place() + ": " + bad.getMessage());
        }
    }

    private void box(int image, Field annotation) throws UnusableContent {
        Optional<Field> crowd = annotation.optional("iscrowd");
        if (crowd.isPresent() && isTrue(crowd.get())) {
            throw crowd.get().fault("is 1: what is around a crowd is no box of one object");
        }
        List<Field> edges = annotation.member("bbox").elements();
        if (edges.size() != EDGES) {
            throw annotation.member("bbox").fault("is not left, top, width and height");
        }
        double[] bbox = new double[EDGES];
        for (int i = 0; i < EDGES; i++) {
            bbox[i] = edges.get(i).decimal();
        }
        boxes.add(image, number(annotation.member("category_id")), bbox);
    }

    private static boolean isTrue(Field flag) throws UnusableContent {
        return flag.node().isBoolean() ? flag.truth() : flag.whole() != 0;
    }

    /**
     * An image's boxes, as {@link dev.labelmill.lambda.json.ValueForm} reads them.
     *
     * @throws UnusableContent if one of them cannot be used
     */
    ArrayNode boxes(Image image) throws UnusableContent {
        images.requireSound(image);
        if (boxes.count(image.number()) > Boxes.MAX_BOXES) {
            throw new UnusableContent(422, "the image has more than " + Boxes.MAX_BOXES + " boxes");
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        boolean[] nameless = new boolean[1];
        boxes.each(image.number(), box -> {
            String label = names.get(boxes.category(box));
            nameless[0] |= label.isEmpty();
            parts.addObject()
                    .put("label", label)
                    .put("left", boxes.edge(box, 0))
                    .put("top", boxes.edge(box, 1))
                    .put("width", boxes.edge(box, 2))
                    .put("height", boxes.edge(box, 3));
        });
        if (nameless[0]) {
            throw new UnusableContent(422, "the category_id of one of its boxes is that of no category of the file");
        }
        return parts;
    }
}
