package dev.labelmill.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.ImportSource;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.geometry.BoxFusion;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SetDistance;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.SpanDistance;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.robust.Middle;
import dev.labelmill.core.span.SpanFusion;
import dev.labelmill.lambda.stage.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTypeReaderTest {

    private static final String SINGLE = "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}";

    private static BatchSettings settings(String type, String more) {
        String json = Samples.SETTINGS.replace(SINGLE, type).replace("\"slices\":2", "\"slices\":2" + more);
        return BatchSettingsReader.read("b", json.getBytes(StandardCharsets.UTF_8));
    }

    private static LabelType<?> read(String type) {
        return settings(type, "").labelType();
    }

    @Test
    void every_kind_is_read_with_its_defaults() {
        List<String> classes = List.of("a", "b");

        assertThat(read("{\"kind\":\"several-choices\",\"classes\":[\"a\",\"b\"]}"))
                .isEqualTo(new SeveralChoices(classes));
        assertThat(read("{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}")).isEqualTo(new Rating(1, 5));
        assertThat(read("{\"kind\":\"number\"}")).isEqualTo(NumberEntry.any());
        assertThat(read("{\"kind\":\"boxes\",\"classes\":[\"a\",\"b\"]}")).isEqualTo(new Boxes(classes));
        assertThat(read("{\"kind\":\"spans\",\"classes\":[\"a\",\"b\"]}")).isEqualTo(new Spans(classes));
    }

    @Test
    void every_kind_is_read_with_fields_of_its_own() {
        assertThat(read("{\"kind\":\"several-choices\",\"classes\":[\"a\"],\"distance\":\"jaccard\",\"quorum\":0.3}"))
                .isEqualTo(new SeveralChoices(List.of("a"), SetDistance.JACCARD, new Quorum(0.3)));
        assertThat(read("{\"kind\":\"number\",\"min\":-1,\"max\":2.5,\"unit\":\"kg\",\"middle\":\"mean\"}"))
                .isEqualTo(new NumberEntry(OptionalDouble.of(-1), OptionalDouble.of(2.5), "kg", Middle.MEAN));
        assertThat(read("{\"kind\":\"boxes\",\"classes\":[\"a\"],\"minIou\":0.4,\"quorum\":1,\"edges\":\"mean\"}"))
                .isEqualTo(new Boxes(List.of("a"), new BoxFusion(0.4, new Quorum(1), Middle.MEAN)));
        assertThat(read("{\"kind\":\"spans\",\"classes\":[\"a\"],\"distance\":\"exact\",\"minIou\":1,\"quorum\":0.5}"))
                .isEqualTo(new Spans(List.of("a"), SpanDistance.EXACT, new SpanFusion(1, new Quorum(0.5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"rating\",\"lowest\":1,\"highest\":1}|labelType.lowest must be below labelType.highest, with at most 1001 steps, not 1 and 1",
                "{\"kind\":\"rating\",\"lowest\":1}|labelType.highest is missing",
                "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5,\"classes\":[]}|labelType.classes is not a known field",
                "{\"kind\":\"number\",\"min\":2,\"max\":1}|labelType.min must be below labelType.max, not 2.0 and 1.0",
                "{\"kind\":\"number\",\"middle\":\"mode\"}|labelType.middle must be one of \"median\", \"mean\", not \"mode\"",
                "{\"kind\":\"boxes\",\"classes\":[]}|labelType.classes must name 1 to 64 classes, not 0",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"],\"minIou\":0}|labelType.minIou must be above 0 and at most 1, not 0.0",
                "{\"kind\":\"boxes\",\"classes\":[\"a\"],\"quorum\":2}|labelType.quorum must be above 0 and at most 1, not 2.0",
                "{\"kind\":\"spans\",\"classes\":[\"a\"],\"distance\":\"near\"}|labelType.distance must be one of \"exact\", \"overlap\", \"graded\", not \"near\"",
            })
    void each_mistake_is_named_by_its_field(String type, String sentence) {
        assertThatThrownBy(() -> read(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void what_is_for_single_choices_is_refused_for_others_and_the_other_way_round() {
        String rating = "{\"kind\":\"rating\",\"lowest\":1,\"highest\":5}";
        String imported = ",\"prelabel\":{\"labeler\":\"imported\",\"field\":\"guess\"}";
        String audit = ",\"audit\":{\"autoAccepted\":0,\"human\":1,\"confidence\":0.9,\"tolerance\":";

        assertThatThrownBy(() -> settings(rating, ",\"gold\":{\"overlap\":2,\"rate\":0.1}"))
                .hasMessage("gold is for labelType.kind \"single-choice\" only");
        assertThatThrownBy(() -> settings(rating, ",\"prelabel\":{\"labeler\":\"linear\",\"model\":\"m.json\"}"))
                .hasMessage("prelabel.labeler must be \"imported\" for label types other than \"single-choice\", or"
                        + " \"onnx\" for \"boxes\"");
        assertThatThrownBy(() -> settings(SINGLE, imported))
                .hasMessage("prelabel.labeler \"imported\" is for label types other than \"single-choice\"");
        assertThatThrownBy(() -> settings(SINGLE, audit + "0.5}"))
                .hasMessage("audit.tolerance must be 0 or absent for a single choice");
        assertThatThrownBy(() -> settings(rating, audit + "1}"))
                .hasMessage("audit.tolerance must be at least 0 and below 1, not 1.0");
        assertThat(settings(rating, imported).prelabel())
                .isEqualTo(new PrelabelSettings.Imported(
                        ImportSource.own("guess", Optional.empty()),
                        Map.of(),
                        ImportSource.Offsets.PLAIN,
                        OptionalDouble.empty()));
        assertThat(settings(rating, audit + "0.25}").auditTolerance()).isEqualTo(0.25);
        assertThat(settings("{\"kind\":\"number\"}", "").auditTolerance()).isEqualTo(0.05);
    }
}
