package dev.labelmill.lambda.prelabel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A batch of texts for two rules, some of them gold, and lines that are wrong in every way. */
final class Manifest {

    static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["bad","good"]},"seed":7,"chunkBytes":1024,
             "maxLineBytes":256,"slices":2,
             "prelabel":{"labeler":"rules","rules":[{"class":"good","keyword":"fine","weight":4},
                                                    {"class":"bad","keyword":"poor","weight":4}]},
             "autoAccept":{"targetError":0.3,"confidence":0.8},
             "overlap":{"min":2,"max":3,"targetConfidence":0.9},
             "gold":{"overlap":2,"rate":0.3},
             "audit":{"autoAccepted":5,"human":5,"confidence":0.9},
             "vendors":[
              {"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":10,"deadlineSeconds":60},
              {"name":"experts","tier":"expert","pricePerLabel":0.1,"capacity":10,"deadlineSeconds":60}]}""";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder gold = new StringBuilder();

    /**
     * Items of which a third each is surely good, surely bad, and unclear; every second has a known
     * answer, and of the unclear ones it is not the labeler's.
     */
    static Manifest of(int items) {
        Manifest manifest = new Manifest();
        for (int i = 0; i < items; i++) {
            manifest.item("i" + i, i % 3 == 0 ? "a fine thing" : i % 3 == 1 ? "a poor thing" : "a thing");
            if (i % 2 == 0) {
                manifest.gold.append("{\"id\":\"i" + i + "\",\"label\":\"" + (i % 3 == 1 ? "bad" : "good") + "\"}\n");
            }
        }
        return manifest;
    }

    Manifest item(String id, String text) {
        return line("{\"id\":\"" + id + "\",\"source\":\"" + text + "\",\"kept\":{\"n\":[1,2]}}");
    }

    Manifest line(String line) {
        return line(line.getBytes(StandardCharsets.UTF_8));
    }

    Manifest line(byte[] line) {
        bytes.writeBytes(line);
        bytes.write('\n');
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    String gold() {
        return gold.toString();
    }
}
