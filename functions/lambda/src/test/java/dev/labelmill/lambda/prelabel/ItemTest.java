package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.task.Demand;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {

    private static Item read(String line) {
        byte[] bytes = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);
        return Item.read(bytes, 2, bytes.length - 4);
    }

    @Test
    void an_item_is_its_id_and_its_source_whatever_else_is_there_and_in_any_order() {
        assertThat(read("{\"a\":{\"id\":\"no\"},\"source\":\"t\\u00e9xt\",\"b\":[1,[2.5e3,null]],\"id\":\"i 1\"}"))
                .isEqualTo(new Item("i 1", "t\u00e9xt", null));
        assertThat(read("{\"id\":\"i\",\"source-ref\":\"s3://b/k\"}")).isEqualTo(new Item("i", null, "s3://b/k"));
    }

    @Test
    void what_it_asks_of_whoever_labels_it_stands_in_the_line_itself() {
        assertThat(read("{\"id\":\"i\",\"source\":\"s\",\"skill\":\"radiology\",\"a\":{\"tier\":\"no\"}}")
                        .demand())
                .isEqualTo(new Demand(Optional.of("radiology"), Optional.empty()));
        assertThat(read("{\"tier\":\"hard\",\"id\":\"i\",\"source\":\"s\"}").demand())
                .isEqualTo(new Demand(Optional.empty(), Optional.of("hard")));
        assertThat(read("{\"id\":\"i\",\"source\":\"s\"}").demand()).isSameAs(Demand.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "5", "null", "[\"a\"]", "\"a\\u0000\"", "\"\\ud800\""})
    void what_it_asks_for_must_be_a_name(String name) {
        for (String field : new String[] {"skill", "tier"}) {
            assertThatThrownBy(() -> read("{\"id\":\"i\",\"source\":\"s\",\"" + field + "\":" + name + "}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(field + " must be");
        }
    }

    /** Later steps read the whole line; what they cannot read must not get that far. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"i\",\"source\":\"s\",\"n\":1e99999999999}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":{\"deep\":[1e99999999999]}}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":-1e-99999999999}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":{\"a\":1,\"a\":2}}",
                "{\"id\":\"i\",\"source\":\"s\",\"source\":\"t\"}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":01}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":NaN}",
                "{\"id\":\"i\",\"source\":\"s\",\"n\":\"\\x\"}",
                "{\"id\":\"i\",\"source\":\"s\"",
                "{\"id\":\"i\",\"source\":\"s\"}}",
                "{\"id\":\"i\",\"source\":\"s\"} true",
            })
    void a_line_that_a_later_step_could_not_read_is_refused_at_once(String line) {
        assertThatThrownBy(() -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 31, 33, 10_000})
    void depth_is_judged_alike_by_every_step_and_never_by_the_stack(int depth) {
        String line = "{\"id\":\"i\",\"source\":\"s\",\"n\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        if (depth < 32) {
            assertThatCode(() -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .doesNotThrowAnyException();
            assertThat(read(line).id()).isEqualTo("i");
        } else {
            assertThatThrownBy(() -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> read(line)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void numbers_of_very_many_digits_are_judged_alike_by_every_step() {
        String line = "{\"id\":\"i\",\"source\":\"s\",\"n\":" + "9".repeat(5000) + "}";

        assertThatThrownBy(() -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "5", "null", "\"a#b\"", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\ud800\""})
    void an_id_that_cannot_be_a_key_is_refused(String id) {
        assertThatThrownBy(() -> read("{\"id\":" + id + ",\"source\":\"s\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_has_at_most_256_bytes() {
        assertThat(read("{\"id\":\"" + "\u00e9".repeat(128) + "\",\"source\":\"s\"}")
                        .id())
                .hasSize(128);
        assertThatThrownBy(() -> read("{\"id\":\"" + "\u00e9".repeat(129) + "\",\"source\":\"s\"}"))
                .hasMessage("id is longer than 256 bytes");
    }
}
