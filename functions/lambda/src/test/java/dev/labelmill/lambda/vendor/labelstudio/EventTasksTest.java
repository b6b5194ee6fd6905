package dev.labelmill.lambda.vendor.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.webhook.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of a bulk event's tasks its annotations are of. */
class EventTasksTest {

    private final ObjectNode event = (ObjectNode) Json.parse(
            SampleEvents.body("label-studio/annotations-created.json").getBytes(StandardCharsets.UTF_8));

    /** A list that counts how often it is gone through. */
    @SuppressWarnings("unchecked")
    private static final class Counted extends ArrayNode {
        private int times;

        Counted(JsonNode elements) {
            super(JsonNodeFactory.instance);
            elements.forEach(this::add);
        }

        @Override
        public Iterator<JsonNode> elements() {
            times++;
            return super.elements();
        }
    }

    private ParsedPayload parse() throws UnusableContent {
        return new LabelStudioPayload().parse(new Field("", event), new Accepted(Optional.empty()));
    }

    @Test
    void the_list_is_gone_through_once_however_many_annotations_there_are() throws UnusableContent {
        Counted tasks = new Counted(event.get("task"));
        event.set("task", tasks);

        assertThat(parse().labels()).extracting(IncomingLabel::task).containsExactly("i1", "i2");
        assertThat(tasks.times).isEqualTo(1);
    }

    @Test
    void one_without_an_id_spoils_no_annotation_of_another() throws UnusableContent {
        ((ArrayNode) event.get("task")).insertObject(0);

        ParsedPayload parsed = parse();

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.labels()).extracting(IncomingLabel::task).containsExactly("i1", "i2");
    }
}
