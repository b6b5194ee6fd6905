package dev.labelmill.lambda.json;

import static dev.labelmill.lambda.json.SettingsText.read;
import static dev.labelmill.lambda.json.SettingsText.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.CheckSettings;
import dev.labelmill.core.check.BoxSize;
import dev.labelmill.core.check.ClassRule;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of batch.json. */
class CheckSettingsReaderTest {

    private static final String BOXES = """
            {"project":"p","labelType":{"kind":"boxes","classes":["car","wheel"]},
             "overlap":{"min":1,"max":2,"targetConfidence":0.9},%s
             "vendors":[{"name":"v","tier":"crowd","pricePerLabel":0.01,"capacity":1,"deadlineSeconds":90}]}""";

    @Test
    void checks_of_every_kind_are_read_and_without_them_violations_go_aside() {
        CheckSettings read = read(String.format(BOXES, """
                "violations":"refuse","checks":[
                 {"kind":"required","name":"some-car","class":"car"},
                 {"kind":"required-with","name":"on-wheels","class":"car","companion":"wheel"},
                 {"kind":"forbidden-together","name":"either","class":"car","other":"wheel"},
                 {"kind":"count","name":"four","class":"wheel","max":4},
                 {"kind":"count","name":"any","min":1},
                 {"kind":"box-size","name":"tiny","min":2.5},
                 {"kind":"box-size","name":"huge","max":900}],""")).checkSettings();

        assertThat(read.refuse()).isTrue();
        assertThat(read.own())
                .containsExactly(
                        new ClassRule.Required("some-car", "car"),
                        new ClassRule.RequiredWith("on-wheels", "car", "wheel"),
                        new ClassRule.ForbiddenTogether("either", "car", "wheel"),
                        new ClassRule.Count("four", Optional.of("wheel"), 0, 4),
                        new ClassRule.Count("any", Optional.empty(), 1, Integer.MAX_VALUE),
                        new BoxSize("tiny", 2.5, Double.POSITIVE_INFINITY),
                        new BoxSize("huge", 0, 900));
        assertThat(read(String.format(BOXES, "")).checkSettings()).isEqualTo(CheckSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"violations\":\"forgive\"|violations must be \"refuse\" or \"aside\", not \"forgive\"",
                "\"checks\":{}|checks must be a list",
                "\"checks\":[{\"kind\":\"required\",\"class\":\"car\"}]|checks[0].name is missing",
                "\"checks\":[{\"name\":\"a b\",\"kind\":\"required\",\"class\":\"car\"}]|checks[0].name must be 1 to 64 letters, digits, dots, dashes or underscores",
                "\"checks\":[{\"name\":\"r\",\"kind\":\"needed\"}]|checks[0].kind must be \"required\", \"required-with\", \"forbidden-together\", \"count\", \"box-size\" or \"span-length\", not \"needed\"",
                "\"checks\":[{\"name\":\"r\",\"kind\":\"required\"}]|checks[0].class is missing",
                "\"checks\":[{\"name\":\"r\",\"kind\":\"required\",\"class\":\"bus\"}]|check \"r\" names the class \"bus\", which is not in labelType.classes",
                "\"checks\":[{\"name\":\"r\",\"kind\":\"required\",\"class\":\"car\",\"min\":1}]|checks[0].min is not a known field",
                "\"checks\":[{\"name\":\"n\",\"kind\":\"count\"}]|checks[0].min or its max must be given",
                "\"checks\":[{\"name\":\"n\",\"kind\":\"count\",\"min\":3,\"max\":2}]|check \"n\" must have 0 <= min <= max, not 3 and 2",
                "\"checks\":[{\"name\":\"l\",\"kind\":\"span-length\",\"max\":9}]|check \"l\" is about spans, and labelType.kind is boxes",
                "\"checks\":[{\"name\":\"s\",\"kind\":\"box-size\",\"min\":1},{\"name\":\"s\",\"kind\":\"box-size\",\"max\":9}]|checks names \"s\" twice"
            })
    void each_mistake_in_the_checks_is_one_sentence(String setting, String message) {
        assertThatThrownBy(() -> read(String.format(BOXES, setting + ",")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_rule_about_two_classes_fits_no_single_choice_and_a_forbidden_class_does() {
        String two = "\"slices\":2,\"checks\":[{\"name\":\"n\",\"kind\":\"forbidden-together\",\"class\":\"no\","
                + "\"other\":\"yes\"}]";
        String forbidden = "\"slices\":2,\"checks\":[{\"name\":\"n\",\"kind\":\"count\",\"class\":\"no\",\"max\":0}]";

        assertThatThrownBy(() -> read(with("\"slices\":2", two)))
                .hasMessage("check \"n\" is about two classes in one label, and a single-choice has one");
        assertThat(read(with("\"slices\":2", forbidden)).checks().own()).hasSize(1);
    }

    /** Where violations are refused no label could ever come in, and elsewhere every label would be an error. */
    @Test
    void checks_that_forbid_every_class_are_a_mistake() {
        String none = "\"slices\":2,\"checks\":[{\"name\":\"a\",\"kind\":\"required\",\"class\":\"no\"},"
                + "{\"name\":\"b\",\"kind\":\"required\",\"class\":\"yes\"}]";

        assertThatThrownBy(() -> read(with("\"slices\":2", none)))
                .hasMessage("checks must leave a class of labelType.classes that breaks none");
    }
}
