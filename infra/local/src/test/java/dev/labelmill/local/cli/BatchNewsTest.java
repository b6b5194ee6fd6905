package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchNewsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1    | 0 | 1    | 1 item, 1 label given
            1597 | 0 | 1000 | 1,597 items, 1,000 labels given
            1597 | 2 | 1000 | 1,597 items (2 of them without a label), 1,000 labels given
            """)
    void an_end_tells_items_and_labels_and_what_has_none(long items, long unlabelled, long labels, String said) {
        Report report = new Report(
                Json.object().put("items", items).put("unlabelled", unlabelled).put("labels", labels));

        assertThat(BatchNews.figures(report)).isEqualTo(said);
    }
}
