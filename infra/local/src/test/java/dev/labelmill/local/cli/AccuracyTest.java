package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.vendors.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTest {

    private static final Truth TRUTH =
            new Truth(Map.of("a", "cat", "b", "cat", "c", "dog", "d", "dog", "e", "cat", "f", "cat"));

    @TempDir
    private Path folder;

    @Test
    void only_labels_of_the_model_and_of_people_count() throws IOException {
        Accuracy accuracy = accuracy(
                "label",
                line("label", "a", "cat", "prelabel"),
                line("label", "b", "dog", "prelabel"),
                line("label", "c", "dog", "crowd"),
                line("label", "d", "dog", "expert"),
                line("label", "e", "cat", "known"),
                line("label", "f", "cat", "audit"));
        assertThat(accuracy.items()).isEqualTo(4);
        assertThat(accuracy.all()).hasValue(0.75);
        assertThat(accuracy.auto()).hasValue(0.5);
        assertThat(accuracy.human()).hasValue(1);
    }

    @Test
    void an_item_without_truth_does_not_count() throws IOException {
        assertThat(accuracy("label", line("label", "stranger", "cat", "crowd")).all())
                .isEmpty();
    }

    @Test
    void the_label_is_where_the_report_says() throws IOException {
        assertThat(accuracy("labelmill-label", line("labelmill-label", "a", "cat", "crowd"))
                        .human())
                .hasValue(1);
    }

    private Accuracy accuracy(String attribute, String... lines) throws IOException {
        Path file = folder.resolve("labels.jsonl");
        Files.writeString(file, String.join("\n", lines));
        return Accuracy.of(file, attribute, TRUTH);
    }

    private static String line(String attribute, String item, String answer, String by) {
        return """
                {"id":"%s","%s":0,"%s-metadata":{"class-name":"%s","labelmill":{"by":"%s","labels":1}}}""".formatted(item, attribute, attribute, answer, by);
    }
}
