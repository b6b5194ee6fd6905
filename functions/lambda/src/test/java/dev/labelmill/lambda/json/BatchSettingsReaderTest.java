package dev.labelmill.lambda.json;

import static dev.labelmill.lambda.json.SettingsText.read;
import static dev.labelmill.lambda.json.SettingsText.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.batch.WorkingHours;
import dev.labelmill.core.prelabel.FeatureSettings;
import dev.labelmill.lambda.stage.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSettingsReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"digits", "birds"})
    void the_sample_batches_are_read(String batch) throws IOException {
        byte[] json = Files.readAllBytes(Events.FOLDER.resolve("batches/" + batch + "/batch.json"));

        assertThat(BatchSettingsReader.read(batch, json).labelType().classes()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "kind":"minilm"                               | OfMiniLm[]                         | 384
            "kind":"onnx","model":"net.onnx"              | OfModel[model=net.onnx]            |
            "kind":"onnx","model":"models/p/net.onnx"     | OfModel[model=models/p/net.onnx]   |
            "kind":"pixels","width":8,"height":8          | OfPixels[width=8, height=8]        | 64
            "kind":"hashed-ngrams","hash":"polynomial","buckets":9,"minN":1,"maxN":2 | OfNgrams[buckets=9, minN=1, maxN=2] | 9
            """)
    void features_are_written_as_they_are_read(String fields, String expected, Integer dimension) {
        String json = "{" + fields + "}";
        FeatureSettings features = FeatureForm.ofHead(Fields.of(Json.parse(json.getBytes(StandardCharsets.UTF_8))));

        assertThat(features).hasToString(expected);
        assertThat(Json.write(FeatureForm.write(features))).isEqualTo(json);
        assertThat(features.dimension()).isEqualTo(dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"hash\":\"murmur3\","})
    void a_head_over_words_must_name_the_hash_that_its_weights_lie_by(String hash) {
        Fields features =
                Fields.of(Json.parse(("{\"kind\":\"hashed-ngrams\"," + hash + "\"buckets\":9,\"minN\":1,\"maxN\":2}")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> FeatureForm.ofHead(features))
                .hasMessage(
                        "features.hash must be \"polynomial\": weights of a head that was fitted by another hash belong"
                                + " to other words, so fit it again");
    }

    @Test
    void what_is_left_out_has_a_default() {
        BatchSettings settings = read("""
                {"project":"p","labelType":{"kind":"single-choice","classes":["a","b"]},
                 "overlap":{"min":1,"max":2,"targetConfidence":0.9},
                 "vendors":[{"name":"v","tier":"crowd","pricePerLabel":0.0125,"capacity":1,"deadlineSeconds":90}]}""");

        assertThat(settings.seed()).isZero();
        assertThat(settings.prelabel()).isEqualTo(new PrelabelSettings.None());
        assertThat(settings.gold()).isEmpty();
        assertThat(settings.audit()).isEmpty();
        assertThat(settings.expectedItems()).isEmpty();
        assertThat(settings.vendors())
                .containsExactly(new Vendor(
                        "v", Tier.CROWD, Vendor.Format.LABELMILL, 12_500_000, 1, Duration.ofSeconds(90), false));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "labelmill,,true",
                "toloka,,true",
                "label-studio,,false",
                "scale,,false",
                "labelbox,,true",
                "labelmill,`,\"excludes\":false`,false",
                "label-studio,`,\"excludes\":true`,true",
                "labelbox,`,\"delivery\":\"push\",\"target\":\"p/d\"`,false",
                "labelmill,`,\"delivery\":\"pull\"`,true"
            })
    void whether_a_vendor_keeps_who_knows_an_item_away_goes_by_its_format_unless_it_says(
            String format, String more, boolean excludes) {
        Vendor vendor = read(with(
                        "\"tier\":\"expert\"",
                        "\"tier\":\"expert\",\"format\":\"" + format + "\"" + (more == null ? "" : more)))
                .vendors(Tier.EXPERT)
                .get(0);

        assertThat(vendor.excludes()).isEqualTo(excludes);
    }

    @Test
    void a_vendor_may_have_skills_and_hours() {
        Vendor vendor = read(with(
                        "\"tier\":\"expert\"",
                        "\"tier\":\"expert\",\"skills\":[\"radiology\",\"German\"],\"hours\":{\"zone\":\"Europe/Berlin\","
                                + "\"days\":[\"mon\",\"sat\"],\"from\":\"22:00\",\"to\":\"06:30\"}"))
                .vendors(Tier.EXPERT)
                .get(0);

        assertThat(vendor.skills()).containsExactlyInAnyOrder("radiology", "German");
        assertThat(vendor.hours())
                .contains(new WorkingHours(
                        ZoneId.of("Europe/Berlin"),
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 30)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"project\":\"demo\",|''|project is missing",
                "\"project\":\"demo\"|\"project\":5|project must be a string",
                "\"seed\":7|\"seed\":7.5|seed must be a whole number",
                "\"seed\":7|\"sead\":7|sead is not a known field: you may have meant \"seed\"",
                "\"min\":2|\"min\":99999999999|overlap.min is too large",
                "\"max\":3|\"mux\":3|overlap.max is missing: you may have misspelt it as \"mux\"",
                "\"classes\"|\"classess\"|labelType.classes is missing: you may have misspelt it as \"classess\"",
                "\"labelType\"|\"label_type\"|labelType is missing: you may have misspelt it as \"label_type\"",
                "\"max\":3|\"most\":3|overlap.max is missing",
                "\"targetConfidence\":0.9|\"targetConfidence\":0.9,\"more\":1|overlap.more is not a known field",
                "\"classes\":[\"no\",\"yes\"]|\"classes\":[\"no\",5]|labelType.classes[1] must be a string",
                "\"classes\":[\"no\",\"yes\"]|\"classes\":\"no\"|labelType.classes must be a list",
                "single-choice|polygons|labelType.kind must be \"single-choice\", \"several-choices\", \"rating\", \"number\", \"boxes\" or \"spans\", not \"polygons\"",
                "\"slices\":2|\"slices\":2,\"prelabel\":{\"labeler\":\"oracle\"}|prelabel.labeler must be \"rules\", \"linear\", \"trained\", \"onnx\", \"imported\", \"sagemaker\", \"bedrock\" or \"rekognition\", not \"oracle\"",
                "\"slices\":2|\"slices\":2,\"prelabel\":{\"labeler\":\"imported\",\"format\":\"coco\"}|prelabel.format must be \"labelmill\", \"ground-truth\", \"label-studio\" or \"labelbox\", not \"coco\"",
                "\"slices\":2|\"slices\":2,\"prelabel\":{\"labeler\":\"trained\",\"features\":{\"kind\":\"words\"}}|prelabel.features.kind must be \"pixels\", \"hashed-ngrams\", \"minilm\" or \"onnx\", not \"words\"",
                "\"tier\":\"expert\"|\"tier\":\"boss\"|vendors[1].tier must be \"crowd\" or \"expert\", not \"boss\"",
                "\"pricePerLabel\":0.01|\"pricePerLabel\":0.0000000001|vendors[0].pricePerLabel must be US dollars with at most nine decimals",
                "\"pricePerLabel\":0.01|\"pricePerLabel\":1e999999999|vendors[0].pricePerLabel must be US dollars with at most nine decimals",
                "\"pricePerLabel\":0.01|\"pricePerLabel\":\"1\"|vendors[0].pricePerLabel must be a number",
                "\"pricePerLabel\":0.01|\"price\":{\"perHour\":9,\"mostSeconds\":60}|vendors[0].price.unknownSeconds is missing",
                "\"pricePerLabel\":0.01|\"price\":{\"perHour\":9,\"perLabel\":1}|vendors[0].price.perLabel or vendors[0].price.perHour must be there, and not both",
                "\"pricePerLabel\":0.01|\"pricePerLable\":0.01|vendors[0].pricePerLabel must be there, or vendors[0].price in its place: you may have misspelt it as \"pricePerLable\"",
                "\"pricePerLabel\":0.01|\"price\":{\"perHuor\":9,\"mostSeconds\":60}|vendors[0].price.perLabel or vendors[0].price.perHour must be there, and not both: you may have misspelt it as \"perHuor\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"skills\":[\"a\",\"a\"]|vendors[1].skills names \"a\" twice",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"skills\":[\" \"]|vendor experts: each of skills must be 1 to 64 characters that can be printed, not all of them blank",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"skills\":\"a\"|vendors[1].skills must be a list",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"Mars/Base\",\"days\":[\"mon\"],\"from\":\"08:00\",\"to\":\"17:00\"}|vendors[1].hours.zone must be a time zone such as \"Europe/Berlin\" or \"UTC\", not \"Mars/Base\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[\"monday\"],\"from\":\"08:00\",\"to\":\"17:00\"}|vendors[1].hours.days must be of mon, tue, wed, thu, fri, sat, sun, not \"monday\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[\"mon\",\"mon\"],\"from\":\"08:00\",\"to\":\"17:00\"}|vendors[1].hours.days names \"mon\" twice",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[],\"from\":\"08:00\",\"to\":\"17:00\"}|vendors[1].hours.days must name at least one day",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[\"mon\"],\"from\":\"8:00\",\"to\":\"17:00\"}|vendors[1].hours.from must be a time of day from \"00:00\" to \"23:59\", not \"8:00\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[\"mon\"],\"from\":\"08:00\",\"to\":\"24:00\"}|vendors[1].hours.to must be a time of day from \"00:00\" to \"23:59\", not \"24:00\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"hours\":{\"zone\":\"UTC\",\"days\":[\"mon\"],\"from\":\"08:00\"}|vendors[1].hours.to is missing",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"pull\",\"format\":\"scale\"|vendors[1].format must be \"labelmill\" where delivery is \"pull\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"pull\",\"target\":\"p\"|vendors[1].target means nothing where delivery is \"pull\": leave it out",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"push\"|vendors[1].delivery must not be \"push\" where format is \"labelmill\": no API of that format takes tasks",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"push\",\"format\":\"ground-truth\",\"target\":\"t\"|vendors[1].delivery must not be \"push\" where format is \"ground-truth\": no API of that format takes tasks",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"push\",\"format\":\"toloka\"|vendors[1].target must be the pool's id where delivery is \"push\" and format is \"toloka\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"push\",\"format\":\"cvat\",\"target\":\"birds\"|vendors[1].target must be the project's number where delivery is \"push\" and format is \"cvat\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"push\",\"format\":\"labelbox\",\"target\":\"p\"|vendors[1].target must be <the project's id>/<the dataset's id> where delivery is \"push\" and format is \"labelbox\"",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"format\":\"scale\",\"excludes\":true|vendor experts: excludes must not be true where format is \"scale\": its tasks cannot say who must not get them",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"format\":\"labelbox\",\"delivery\":\"push\",\"target\":\"p/d\",\"excludes\":true|vendor experts: excludes must not be true where format is \"labelbox\" and delivery is \"push\": its tasks cannot say who must not get them",
                "\"tier\":\"expert\"|\"tier\":\"expert\",\"delivery\":\"pull\",\"excludes\":false|vendor experts: excludes must not be false where delivery is \"pull\": nobody is given an item twice there",
                "\"slices\":2|\"slices\":2,\"batch\":\"other\"|batch must be the name of its folder, \"b\", or absent",
                "\"slices\":2|\"slices\":2,\"slices\":3|is not valid JSON at line 2, column 21",
            })
    void each_mistake_is_named_by_its_field(String from, String to, String message) {
        assertThatThrownBy(() -> read(with(from, to)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{} {}", "{\"project\":"})
    void what_is_no_object_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nesting_that_would_exhaust_the_stack_is_refused() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rules_are_a_keyword_or_a_pattern_each() {
        String rules = "\"slices\":2,\"prelabel\":{\"labeler\":\"rules\",\"rules\":[%s]}";
        BatchSettings settings = read(
                with(
                        "\"slices\":2",
                        String.format(
                                rules,
                                "{\"class\":\"yes\",\"keyword\":\"fine\"},{\"class\":\"no\",\"pattern\":\"(?i)bad\",\"weight\":2.5}")));
        assertThat(settings.prelabel())
                .isInstanceOfSatisfying(
                        PrelabelSettings.InlineRules.class,
                        inline -> assertThat(inline.rules())
                                .containsExactly(
                                        new PrelabelSettings.RuleSetting("yes", "fine", null, 1),
                                        new PrelabelSettings.RuleSetting("no", null, "(?i)bad", 2.5)));

        for (String wrong :
                new String[] {"{\"class\":\"yes\"}", "{\"class\":\"yes\",\"keyword\":\"a\",\"pattern\":\"b\"}"}) {
            assertThatThrownBy(() -> read(with("\"slices\":2", String.format(rules, wrong))))
                    .hasMessage("prelabel.rules[0].keyword or its pattern must be given, and not both");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secrets.json", "/etc/passwd", "other/model.json", "models/../x"})
    void a_model_lies_beside_the_settings_or_among_the_models(String model) {
        String prelabel = "\"slices\":2,\"prelabel\":{\"labeler\":\"linear\",\"model\":\"" + model + "\"}";

        assertThatThrownBy(() -> read(with("\"slices\":2", prelabel)))
                .hasMessageStartingWith("prelabel.model must be a file beside batch.json");
    }
}
