package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@link WholeBatch} uploads and keeps secret. */
final class WholeSettings {

    private WholeSettings() {}

    /** A batch.json of two to three labels an item. */
    static String of(String labelType, String more, String vendors) {
        return "{\"project\":\"demo\",\"labelType\":" + labelType + "," + more
                + "\"seed\":7,\"chunkBytes\":1024,\"slices\":2,"
                + "\"overlap\":{\"min\":2,\"max\":3,\"targetConfidence\":0.9},\"vendors\":[" + vendors + "]}";
    }

    /** One of its vendors. @param more further settings, each with a comma behind */
    static String vendor(String name, String tier, String more, String price, int deadline) {
        return "{\"name\":\"" + name + "\",\"tier\":\"" + tier + "\"," + more + "\"pricePerLabel\":" + price
                + ",\"capacity\":100,\"deadlineSeconds\":" + deadline + "}";
    }

    /** Where a file lies with the keys of all vendors. @param studio whether the crowd shows its key bare */
    static String secrets(boolean studio) {
        try {
            Path file = Files.createTempFile("labelmill", "secrets.json");
            file.toFile().deleteOnExit();
            ObjectNode secrets = Json.object();
            for (String vendor : List.of("crowd", "second", "experts")) {
                boolean bare = studio && vendor.equals("crowd");
                secrets.putObject(vendor)
                        .put("scheme", bare ? "label-studio" : "standard-webhooks")
                        .put("current", Signed.KEY);
            }
            Files.writeString(file, Json.write(secrets));
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
