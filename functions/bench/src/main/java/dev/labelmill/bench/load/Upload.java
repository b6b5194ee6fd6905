package dev.labelmill.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** The batch as its user uploads it: text items of some 300 bytes with rules for their pre-labels. */
final class Upload {
    static final String BATCH = "load";
    static final String CROWD = "crowd";
    static final String EXPERTS = "experts";
    static final List<String> CLASSES = List.of("billing", "delivery", "account", "other");

    private static final String WORDS =
            "the a my your invoice parcel login order when where please help never again today twice late early broken"
                    + " lost found paid refund card courier door password reset email address change wrong right thank you";
    private static final String[] VOCABULARY = WORDS.split(" ");
    private static final int WORDS_OF_AN_ITEM = 42;

    private Upload() {}

    static String manifest() {
        return "batches/" + BATCH + "/manifest.jsonl";
    }

    static String settings() {
        return "batches/" + BATCH + "/batch.json";
    }

    /** The lines of the manifest. */
    static void writeManifest(int items, OutputStream to) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < items; i++) {
            page.append("{\"id\":\"item-").append(i).append("\",\"source\":\"");
            for (int word = 0; word < WORDS_OF_AN_ITEM; word++) {
                page.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(' ');
            }
            page.append("\"}\n");
            if (page.length() > 1 << 16) {
                to.write(page.toString().getBytes(StandardCharsets.UTF_8));
                page.setLength(0);
            }
        }
        to.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** batch.json: as many labels of each item as are wanted, and an audit of a few hundred. */
    static byte[] settings(LoadSettings settings) {
        return """
                {"project":"load","labelType":{"kind":"single-choice","classes":["billing","delivery","account","other"]},
                 "seed":1,"slices":%d,
                 "prelabel":{"labeler":"rules","rules":[{"class":"billing","keyword":"invoice"},
                   {"class":"delivery","keyword":"parcel"},{"class":"account","keyword":"login"}]},
                 "overlap":{"min":%d,"max":%d,"targetConfidence":0.5},
                 "audit":{"autoAccepted":1,"human":300,"confidence":0.95},
                 "vendors":[
                   {"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":100000,"deadlineSeconds":86400},
                   {"name":"experts","tier":"expert","pricePerLabel":0.1,"capacity":1000,"deadlineSeconds":86400}]}""".formatted(settings.slices(), settings.overlap(), settings.overlap())
                .getBytes(StandardCharsets.UTF_8);
    }
}
