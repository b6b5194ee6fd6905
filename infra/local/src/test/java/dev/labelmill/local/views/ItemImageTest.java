package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemImageTest {

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d, image/png",
        "ffd8ffe000104a4649460001, image/jpeg",
        "474946383961010001000000, image/gif",
        "524946460000000057454250, image/webp"
    })
    void images_are_told_by_their_first_bytes(String start, String type) {
        assertThat(ItemImage.of(HexFormat.of().parseHex(start)).orElseThrow().type())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0089PNG",
                "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
                "<!doctype html><script>1</script>",
                "RIFF....WAVEfmt "
            })
    void whatever_could_run_something_is_no_image(String content) {
        assertThat(ItemImage.of(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }
}
