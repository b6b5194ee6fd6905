package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {

    @Test
    void base64_gives_bytes_with_their_media_type() throws UnusableContent {
        assertThat(DataUri.parse("data:Image/PNG;base64,AQID")).isInstanceOfSatisfying(Content.Bytes.class, bytes -> {
            assertThat(bytes.mediaType()).isEqualTo("image/png");
            assertThat(bytes.data()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void base64_may_be_percent_encoded_and_unpadded() throws UnusableContent {
        assertThat(((Content.Bytes) DataUri.parse("data:a/b;base64,%2B%2F%3d%3D")).data())
                .containsExactly(-5);
        assertThat(((Content.Bytes) DataUri.parse("DATA:a/b;base64,AQ")).data()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:,A%20brief%20note | A brief note",
                "data:text/plain,caf%C3%A9 | café",
                "data:text/plain;charset=iso-8859-1,caf%E9 | café",
                "data:text/plain;charset=utf-8;base64,Y2Fmw6k= | café",
                "data:;base64,aGk= | hi",
            })
    void text_is_decoded_by_its_charset(String uri, String text) throws UnusableContent {
        assertThat(Content.ofSource(uri)).isEqualTo(new Content.Text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: the new oil", "data:42", "data", "database/x,y", "", "see data:image/png,x"})
    void a_text_that_is_no_data_uri_stays_text(String source) throws UnusableContent {
        assertThat(Content.ofSource(source)).isEqualTo(new Content.Text(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:image/png;base64 | The data: URI has no comma before its data.",
                "data:image/png;base64,A* | The data: URI's base64 is malformed.",
                "data:image/png;base64,A | The data: URI's base64 is malformed.",
                "data:image/,x | The data: URI's media type is not of the form type/subtype.",
                "data:text/plain,100% | The data: URI has a % that two hexadecimal digits do not follow.",
                "data:text/plain,%zz | The data: URI has a % that two hexadecimal digits do not follow.",
                "data:text/plain,%FF | The data: URI's text is not valid UTF-8.",
                "data:;charset=klingon,x | The data: URI's charset is not known.",
            })
    void each_fault_is_told_in_one_sentence(String uri, String sentence) {
        assertThatThrownBy(() -> Content.ofSource(uri))
                .isInstanceOf(UnusableContent.class)
                .hasMessage(sentence);
    }
}
