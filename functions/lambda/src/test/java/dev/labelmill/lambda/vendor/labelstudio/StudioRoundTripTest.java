package dev.labelmill.lambda.vendor.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.span.Span;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What task files show Label Studio's annotators, read back as an imported prediction. */
class StudioRoundTripTest {

    private static final List<String> CLASSES = List.of("a", "b");

    private static BatchSettings settings(String kind, String more) {
        String json = "{\"project\":\"demo\",\"labelType\":{\"kind\":\"" + kind + "\",\"classes\":[\"a\",\"b\"]},"
                + "\"prelabel\":{\"labeler\":\"imported\",\"format\":\"label-studio\"" + more + "},"
                + "\"overlap\":{\"min\":1,\"max\":1,\"targetConfidence\":0.9},\"vendors\":[{\"name\":\"crowd\","
                + "\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":9,\"deadlineSeconds\":60}]}";
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void a_box_in_percent_is_the_same_box_in_pixels_again(
            @ForAll @IntRange(min = 1, max = 10_000) int width,
            @ForAll @IntRange(min = 1, max = 10_000) int height,
            @ForAll @DoubleRange(min = 0, max = 1) double left,
            @ForAll @DoubleRange(min = 0, max = 1) double top,
            @ForAll @IntRange(min = 0, max = 1) int category) {
        Box box = new Box(left * width, top * height, width, height, category);
        ObjectNode line = Json.object();
        line.putArray("predictions")
                .addObject()
                .set(
                        "result",
                        new StudioPrediction(CLASSES, "image", Optional.of(new ImageSize(width, height, 3)))
                                .regions(new Drawing(List.of(box)))
                                .orElseThrow());

        ImportedPrelabel read =
                ImportedPrelabel.read(settings("boxes", ""), line).orElseThrow();

        Box back = ((Drawing) read.value()).boxes().get(0);
        assertThat(back.left()).isCloseTo(box.left(), within(1e-6));
        assertThat(back.top()).isCloseTo(box.top(), within(1e-6));
        assertThat(back.right()).isCloseTo(box.right(), within(1e-6));
        assertThat(back.bottom()).isCloseTo(box.bottom(), within(1e-6));
        assertThat(back.category()).isEqualTo(category);
    }

    @Property(tries = 200)
    void offsets_of_utf_16_with_an_inclusive_end_are_the_same_code_points_again(
            @ForAll("texts") String text, @ForAll @DoubleRange(min = 0, max = 1) double first) {
        int length = text.codePointCount(0, text.length());
        Span span = new Span((int) (first * (length - 1)), length, 1);
        ObjectNode line = Json.object().put("source", text);
        line.putArray("predictions")
                .addObject()
                .set(
                        "result",
                        new StudioPrediction(CLASSES, "text", Optional.empty())
                                .regions(new Markup(List.of(span)))
                                .orElseThrow());
        ((ObjectNode) line.at("/predictions/0/result/0/value"))
                .put("start", text.offsetByCodePoints(0, span.start()))
                .put("end", text.offsetByCodePoints(0, span.end()) - 1);

        assertThat(ImportedPrelabel.read(settings("spans", ",\"offsets\":\"utf-16\",\"end\":\"inclusive\""), line)
                        .orElseThrow()
                        .value())
                .isEqualTo(new Markup(List.of(span)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", " ", "ß", "日", "🚀", "👩‍👧")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
