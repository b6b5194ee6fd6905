package dev.labelmill.local.stack;

import static dev.labelmill.local.stack.VendorFixtures.type;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.stack.Passage.Returned;
import java.util.List;
import java.util.Map;

/** Samples of our own of files that vendors return, whose forms are published without a whole example of what is read. */
final class FileFixtures {

    /** Beside the vendors' own documents. */
    static final List<String> FILES =
            List.of("../cvat/annotations.xml", "../coco/instances.json", "../labelbox/export.ndjson");

    /** Of items that the files name by the ends of their addresses, and two that Labelbox knows by their keys. */
    static final List<VendorBatch> BATCHES = List.of(VendorBatch.of(
            "cvat-boxes",
            "cvat",
            type("boxes", "dog", "bone", "person", "bottle"),
            List.of(
                    image("one", "a/1.jpg"),
                    image("two", "a/2.jpg"),
                    image("street", "000000397133.jpg"),
                    image("empty", "000000037777.jpg"))));

    private FileFixtures() {}

    static Map<String, List<Passage>> expected() {
        return Map.of(
                FILES.get(0),
                List.of(new Returned(
                        "cvat-boxes",
                        "annotations.xml",
                        (xml, house) -> xml,
                        Map.of(
                                "one",
                                List.of("cvat: [" + box("dog", "111", "134.25", "61.5", "127.75") + ","
                                        + box("bone", "161", "250", "30", "30") + "]"),
                                "two",
                                List.of()),
                        List.of("image at line 30: it has another shape than a box at line 31"))),
                FILES.get(1),
                List.of(new Returned(
                        "cvat-boxes",
                        "instances.json",
                        (coco, house) -> coco,
                        Map.of(
                                "street",
                                List.of("cvat: [" + box("person", "217.5", "240.25", "38.5", "57.75") + ","
                                        + box("bottle", "1", "240.25", "346.5", "186.75") + "]"),
                                "empty",
                                List.of("cvat: []")),
                        List.of())),
                FILES.get(2),
                List.of(new Returned(
                        "labelbox-boxes",
                        "export.ndjson",
                        FileFixtures::ofOurs,
                        Map.of(
                                "exported-1",
                                List.of(
                                        "ann@example.org: [" + box("bbox", "58", "48", "12", "65") + "]",
                                        "bob@example.org: [" + box("bbox", "57", "49", "12", "64") + ","
                                                + box("bbox", "10", "20", "30", "40") + "]"),
                                "exported-2",
                                List.of("ann@example.org: []")),
                        List.of())));
    }

    private static byte[] ofOurs(byte[] export, VendorHouse house) {
        String ours = new String(export, UTF_8);
        for (int i = 1; i <= 2; i++) {
            ours = ours.replace(
                    "streets~d-5f1c0a9e4b7d2386~i" + i,
                    house.given("labelbox-boxes", "exported-" + i).key());
        }
        return ours.getBytes(UTF_8);
    }

    private static String box(String label, String left, String top, String width, String height) {
        return "{\"label\":\"%s\",\"left\":%s,\"top\":%s,\"width\":%s,\"height\":%s}"
                .formatted(label, left, top, width, height);
    }

    private static ObjectNode image(String id, String end) {
        return VendorBatch.image(id, "https://images.example/" + end);
    }
}
