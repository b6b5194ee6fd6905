package dev.labelmill.lambda.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
    @Test
    void nine_levels_are_read_and_ten_are_refused() throws UnusableContent {
        assertThat(StrictJson.read(bytes(nested(9))).node().isObject()).isTrue();

        assertRefused(nested(10), "the body is nested more than 9 levels deep");
        assertRefused(nested(100_000), "the body is nested more than 9 levels deep");
    }

    @Test
    void a_repeated_key_is_refused_at_any_depth() {
        assertRefused("{\"a\":1,\"a\":2}", "the body is not valid JSON, or repeats a key, at line 1, column 11");
        assertThatThrownBy(() -> read("{\"a\":[{\"b\":1,\"b\":1}]}")).isInstanceOf(UnusableContent.class);
    }

    @Test
    void what_follows_the_document_is_refused() {
        for (String text : new String[] {"{} {}", "{}x", "{},", "{}\u0000"}) {
            assertThat(catchThrowable(() -> read(text))).as(text).isInstanceOf(UnusableContent.class);
        }
    }

    @Test
    void what_is_not_strict_json_is_refused() {
        for (String text : new String[] {
            "{'a':1}",
            "{a:1}",
            "{\"a\":1,}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{/**/}",
            "{\"a\":\"\n\"}",
            "{",
            "\uFEFF{}"
        }) {
            assertThat(catchThrowable(() -> read(text))).as(text).isInstanceOf(UnusableContent.class);
        }
    }

    @Test
    void only_an_object_is_a_payload() {
        assertRefused("[]", "the body is not a JSON object");
        assertRefused("null", "the body is not a JSON object");
        assertRefused("", "the body is empty");
        assertRefused(" \n", "the body is empty");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        byte[] latin1 = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> StrictJson.read(overlong)).hasMessage("the body is not UTF-8");
        assertThatThrownBy(() -> StrictJson.read(latin1)).hasMessage("the body is not UTF-8");
        assertThatThrownBy(() -> StrictJson.read(utf16)).isInstanceOf(UnusableContent.class);
    }

    @Test
    void endless_strings_numbers_and_names_are_refused() {
        String sentence = "the body holds a string, a number or a name that is too long";
        String number = "1".repeat(41);
        String string = "x".repeat(StrictJson.MAX_STRING_CHARS + 1);
        String name = "x".repeat(257);

        assertThatThrownBy(() -> read("{\"a\":" + number + "}")).hasMessageStartingWith(sentence);
        assertThatThrownBy(() -> read("{\"a\":\"" + string + "\"}")).hasMessageStartingWith(sentence);
        assertThatThrownBy(() -> read("{\"" + name + "\":1}")).hasMessageStartingWith(sentence);
    }

    @Test
    void the_sentence_says_where_and_quotes_nothing() {
        assertThatThrownBy(() -> read("{\n \"a\": swordfish}"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("swordfish");
        assertThatThrownBy(() -> read("{\"swordfish\":1,\"swordfish\":2}")).hasMessageNotContaining("swordfish");
    }

    @Property(tries = 1000)
    void any_bytes_are_read_or_refused_with_a_sentence(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> StrictJson.read(bytes));

        assertThat(thrown == null || thrown instanceof UnusableContent).isTrue();
    }

    private static void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        UnusableContent.class, e -> assertThat(e.statusCode()).isEqualTo(400))
                .hasMessage(sentence);
    }

    private static Field read(String text) throws UnusableContent {
        return StrictJson.read(bytes(text));
    }

    private static String nested(int levels) {
        return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
