package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.results.FinalLabel;
import java.time.Instant;
import java.util.List;

/** A class as Ground Truth's image and text classification write it. */
final class LabelAttribute extends AugmentedLine<FinalLabel> {

    private final List<String> classes;

    LabelAttribute(String name, String job, List<String> classes, Instant created) {
        super(name, job, created);
        this.classes = classes;
    }

    @Override
    JsonNode label(Content content, FinalLabel label) {
        return IntNode.valueOf(label.answer());
    }

    @Override
    ObjectNode describe(Content content, FinalLabel label, ObjectNode metadata) {
        metadata.put("class-name", classes.get(label.answer())).put("confidence", rounded(label.confidence()));
        String type = content.kind() == Kind.IMAGE ? "image-classification" : "text-classification";
        ObjectNode own = close(metadata, label.isHuman(), "groundtruth/" + type, label.by(), label.labels());
        label.duplicateOf().ifPresent(representative -> own.put("duplicateOf", representative));
        return own;
    }
}
