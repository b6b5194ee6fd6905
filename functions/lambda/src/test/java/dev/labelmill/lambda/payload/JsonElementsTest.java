package dev.labelmill.lambda.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonElementsTest {

    private static List<String> elements(String json) throws IOException, UnusableContent {
        List<String> all = new ArrayList<>();
        JsonElements elements = new JsonElements(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        for (Optional<JsonElements.Element> one = elements.next(); one.isPresent(); one = elements.next()) {
            all.add(one.get().member() + " " + one.get().index() + " "
                    + one.get().line() + " " + new String(one.get().json(), StandardCharsets.UTF_8));
        }
        return all;
    }

    @Test
    void a_list_is_cut_into_its_elements_and_an_object_into_those_of_its_lists() throws Exception {
        assertThat(elements("\uFEFF[ {\"a\":\"]}\\\"\"},\n[1] , 2.5,\"x\" ]\n"))
                .containsExactly(" 0 1 {\"a\":\"]}\\\"\"}", " 1 2 [1]", " 2 2 2.5", " 3 2 \"x\"");
        assertThat(elements("{\"v\": {\"n\":1},\n\"list\":[{},{}],\"none\":[],\"w\":true}"))
                .containsExactly("v -1 1 {\"n\":1}", "list 0 2 {}", "list 1 2 {}", "w -1 2 true");
        assertThat(elements("[]")).isEmpty();
        assertThat(elements("{}")).isEmpty();
    }

    @Test
    void what_breaks_off_or_goes_on_is_told_with_its_line() {
        for (String bad : List.of("[1,\n", "[1\n 2]", "{\n", "{\"a\"}", "[]\n[]", "[\"a", "[1]]", "x", "[,]")) {
            assertThatThrownBy(() -> elements(bad)).as(bad).isInstanceOf(UnusableContent.class);
        }
        assertThatThrownBy(() -> elements("[1,\n"))
                .hasMessage("the file breaks off at line 2; nothing behind it is read");
        assertThatThrownBy(() -> elements(" ")).hasMessage("the file is empty");
    }

    @Property(tries = 500)
    void any_bytes_end_in_elements_or_in_a_sentence(@ForAll @Size(max = 40) byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            elements("[" + text);
            elements("{" + text);
        } catch (UnusableContent told) {
            assertThat(told.getMessage()).startsWith("the file ");
        }
    }
}
