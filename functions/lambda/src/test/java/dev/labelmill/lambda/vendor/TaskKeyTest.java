package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskKeyTest {

    @Test
    void a_key_is_plain_and_readable() {
        assertThat(new TaskKey("birds", "d-5f1c0a9e4b7d2386", "a b/ü~%1.jpg").text())
                .isEqualTo("birds~d-5f1c0a9e4b7d2386~a%20b%2F%C3%BC%7E%251.jpg");
    }

    @Property(tries = 500)
    void what_comes_back_is_what_was_sent(@ForAll @NotBlank @StringLength(min = 1, max = 60) String task)
            throws UnusableContent {
        TaskKey key = new TaskKey("b", "d-1", task);
        try {
            field(TextNode.valueOf(task)).id();
        } catch (UnusableContent unfit) {
            assertThatThrownBy(() -> read(key.text())).isInstanceOf(UnusableContent.class);
            return;
        }
        assertThat(read(key.text())).isEqualTo(key);
        assertThat(key.text()).matches("[A-Za-z0-9._%~-]+");
    }

    @Property(tries = 500)
    void every_key_that_is_read_has_that_one_form(@ForAll @StringLength(max = 12) String text) {
        try {
            assertThat(read("b~d~" + text).text()).isEqualTo("b~d~" + text);
        } catch (UnusableContent refused) {
            assertThat(refused.getMessage()).startsWith("key ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "b~d",
                "b~d~i~x",
                "b~d~a b",
                "b~d~%",
                "b~d~%4",
                "b~d~%41",
                "b~d~%c3%bc",
                "b~d~%FF",
                "b~d~ü"
            })
    void what_no_task_was_ever_called_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).hasMessage("key is not the key of a task that Labelmill gave");
    }

    @Test
    void its_ids_follow_the_rules_for_ids() {
        assertThatThrownBy(() -> read("b~d~")).hasMessage("key is empty");
        assertThatThrownBy(() -> read("b~d~a%23b")).hasMessage("key holds the character #");
        assertThatThrownBy(() -> read("b~d~a%0Ab")).hasMessage("key holds a control character");
        assertThatThrownBy(() -> read("b~d~" + "a".repeat(257))).hasMessage("key is longer than 256 bytes");
        assertThatThrownBy(() -> TaskKey.read(field(IntNode.valueOf(1)))).hasMessage("key is not a string");
    }

    private static TaskKey read(String text) throws UnusableContent {
        return TaskKey.read(field(TextNode.valueOf(text)));
    }

    private static Field field(JsonNode node) {
        return new Field("key", node);
    }
}
