package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.manifest.Line;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFieldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"i","site":"Z\u00fcrich"}             | Zürich
            {"a":{"site":"no"},"site":"yes","b":[1]}    | yes
            {"site":7}                                  | 7
            {"site":1.5}                                | 1.5
            {"site":false,"id":"i"}                     | false
            {"site":[1, {"a": 2}],"id":"i"}             | [1,{"a":2}]
            {"site":null}                               | ``
            {"site":""}                                 | ``
            {"other":"x"}                               | ``
            """)
    void a_field_is_text_whatever_its_value_and_empty_where_it_is_absent(String line, String value) {
        byte[] bytes = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);

        assertThat(ItemField.of(new Line.Bytes(0, bytes, 2, bytes.length - 4), "site"))
                .isEqualTo(value);
    }
}
