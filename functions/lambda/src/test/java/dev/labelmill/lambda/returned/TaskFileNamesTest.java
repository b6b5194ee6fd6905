package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Stage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names of items by the task files in the bucket. */
class TaskFileNamesTest {

    private static final String FOLDER = "outbox/crowd/b/";

    private final Stage stage = new Stage();

    private static String line(String item, String address) {
        return "{\"source-ref\":\"s3://x/" + address + "\",\"task\":\"" + item + "\"}\n";
    }

    private String named(String name, int mostFiles) throws UnusableContent {
        return TaskFileNames.read(stage.bucket(), FOLDER, mostFiles)
                .item(new Field("file_name", TextNode.valueOf(name)));
    }

    @Test
    void all_files_are_read_and_where_there_are_more_than_time_allows_names_are_ids() throws UnusableContent {
        IntStream.range(0, 105)
                .parallel()
                .forEach(i -> stage.upload(FOLDER + "d-" + i + ".jsonl", line("i" + i, "a/" + i + ".jpg")));

        assertThat(named("a/0.jpg", 105)).isEqualTo("i0");
        assertThat(named("104.jpg", 105)).isEqualTo("i104");
        assertThat(named("104.jpg", 104)).isEqualTo("104.jpg");
        assertThat(named("i7", 104)).isEqualTo("i7");
    }

    @Test
    void an_item_of_several_files_is_called_by_each_of_its_addresses_and_is_one_item() throws UnusableContent {
        stage.upload(FOLDER + "d-1.jsonl", line("i1", "a/1.jpg") + line("i2", "b/2.jpg"));
        stage.upload(FOLDER + "d-2.jsonl", line("i1", "a/1.jpg") + line("i1", "new/1.jpg") + line("i3", "c/2.jpg"));

        assertThat(named("1.jpg", 2)).isEqualTo("i1");
        assertThat(named("new/1.jpg", 2)).isEqualTo("i1");
        assertThatThrownBy(() -> named("2.jpg", 2)).hasMessageContaining("several items");
    }
}
