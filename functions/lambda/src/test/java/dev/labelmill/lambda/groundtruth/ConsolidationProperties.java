package dev.labelmill.lambda.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.finish.LabelAttributes;
import dev.labelmill.lambda.finish.LabelAttributes.Item;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ConsolidationProperties {

    private static final List<String> CLASSES = List.of("a", "b", "c", "d");

    private static WorkerAnswer answer(int chosen) throws UnusableContent {
        ObjectNode content = Json.object();
        content.putObject("crowd-classifier").put("label", CLASSES.get(chosen));
        return WorkerAnswer.read(new Field("", content));
    }

    @Property(tries = 100)
    void where_all_workers_agree_their_answer_is_the_label(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> truths,
            @ForAll @IntRange(min = 1, max = 6) int workers,
            @ForAll @IntRange(max = 5) int shift)
            throws UnusableContent {
        List<AnnotatedObject> objects = new ArrayList<>();
        for (int i = 0; i < truths.size(); i++) {
            Map<String, WorkerAnswer> answers = new TreeMap<>();
            for (int worker = 0; worker < workers; worker++) {
                answers.put("w" + (worker + i * shift) % 9, answer(truths.get(i)));
            }
            objects.add(new AnnotatedObject("o" + i, new Item(true, Optional.empty()), answers));
        }
        LabelAttributes form = new LabelAttributes("x", "labeling-job/x", Instant.EPOCH);

        List<Optional<ObjectNode>> labels = new ClassConsolidation(form, CLASSES, new LeftOut()).of(objects);

        assertThat(labels.stream().map(label -> label.orElseThrow().path("x").intValue()))
                .isEqualTo(truths);
    }
}
